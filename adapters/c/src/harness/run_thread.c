/* SPDX-License-Identifier: MIT */
/* One thread in one iteration of a run. */
#include <string.h>

#include "core/report.h"
#include "harness/run.h"
#include "sync/affinity.h"

/*
 * Where there are fewer CPUs than threads some have to share one, and race with those on the
 * others only. Which ones that are changes every now and then.
 */
#define SHARING_ITERATIONS 64

static void take_cpu(const struct run_thread *thread)
{
    const struct run *run = thread->run;

    affinity_bind(run->crowded ? (thread->number + run->executions / SHARING_ITERATIONS) % run->thread_count
                               : thread->number);
}

/* All threads leave it within some tens of nanoseconds, if each has a CPU. */
static void pass_barrier(struct run *run)
{
    unsigned turn;

    atomic_fetch_add(&run->arrived, 1);
    for (turn = 0; atomic_load(&run->arrived) < run->thread_count; turn++) {
        if (turn < run->spin_relaxes)
            cpu_relax();
        else
            sched_yield();
    }
}

/* False if the program is wrong: nothing can be said about it. */
static bool make_call(struct run_thread *thread, const struct call *call)
{
    struct run_done *done = &thread->done[thread->begun];
    struct task *task = thread->thread->task;
    const char *why;

    if (!call_check(call, &thread->thread->context, &why)) {
        atomic_store(&thread->run->refused, why);
        return false;
    }
    thread->waits = task->interval_waits;
    done->begin = run_stamp();
    thread->begun++;
    race_window();
    done->result = call_run(call, false);
    done->waited = task->interval_waits > thread->waits;
    done->end = run_stamp();
    thread->finished++;
    return true;
}

void run_thread_job(void *arg)
{
    struct run_thread *thread = arg;
    size_t i;

    take_cpu(thread);
    pass_barrier(thread->run);
    for (i = 0; i < thread->count; i++)
        if (!make_call(thread, &thread->calls[i]))
            return;
}

/* A call that waits for ever is under way to the end. */
static uint64_t end_of(const struct run_thread *thread, size_t i)
{
    return i < thread->finished ? thread->done[i].end : UINT64_MAX;
}

static bool beside(const struct run_thread *a, const struct run_thread *b)
{
    size_t i, j;

    for (i = 0; i < a->begun; i++)
        for (j = 0; j < b->begun; j++)
            if (a->done[i].begin < end_of(b, j) && b->done[j].begin < end_of(a, i))
                return true;
    return false;
}

bool run_overlapped(const struct run *run)
{
    unsigned i, j;

    for (i = 0; i < run->thread_count; i++)
        for (j = i + 1; j < run->thread_count; j++)
            if (beside(&run->threads[i], &run->threads[j]))
                return true;
    return false;
}

const struct run_thread *run_thread_named(const struct run *run, const char *name)
{
    unsigned i;

    for (i = 0; i < run->thread_count; i++)
        if (strcmp(run->threads[i].name, name) == 0)
            return &run->threads[i];
    return NULL;
}
