/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* for the affinity calls, which POSIX does not have */
#include "sync/affinity.h"

#include <pthread.h>
#include <sched.h>

#ifdef __linux__

/* What the process may use, asked for once: before any thread was bound. */
static cpu_set_t allowed;
static pthread_once_t asked = PTHREAD_ONCE_INIT;
static _Thread_local int bound_to = -1;

static void ask(void)
{
    if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0 || CPU_COUNT(&allowed) == 0) {
        CPU_ZERO(&allowed);
        CPU_SET(0, &allowed);
    }
}

unsigned affinity_cpus(void)
{
    pthread_once(&asked, ask);
    return (unsigned)CPU_COUNT(&allowed);
}

void affinity_bind(unsigned long n)
{
    cpu_set_t one;
    int cpu;

    n %= affinity_cpus();
    for (cpu = 0; cpu < CPU_SETSIZE; cpu++)
        if (CPU_ISSET(cpu, &allowed) && n-- == 0)
            break;
    if (cpu == bound_to)
        return;
    bound_to = cpu;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    pthread_setaffinity_np(pthread_self(), sizeof(one), &one); /* a refusal only costs overlap */
}

void affinity_release(void)
{
    if (bound_to < 0)
        return;
    bound_to = -1;
    pthread_setaffinity_np(pthread_self(), sizeof(allowed), &allowed);
}

#else

unsigned affinity_cpus(void)
{
    return 1;
}

void affinity_bind(unsigned long n)
{
    (void)n;
}

void affinity_release(void)
{
}

#endif
