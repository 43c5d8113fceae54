/* SPDX-License-Identifier: MIT */
#ifndef SYNC_SPIN_H
#define SYNC_SPIN_H

#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

/* Tells the CPU that this is a waiting loop. */
static inline void cpu_relax(void)
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield" ::: "memory");
#else
    __asm__ volatile("" ::: "memory");
#endif
}

/*
 * How long a waiting loop spins before it lets others have the CPU, and how often it does that
 * before it gives up spinning. Both zero: it does not spin at all.
 */
struct spin {
    atomic_uint relaxes;
    atomic_uint yields;
};

/* One turn of a waiting loop, the n-th from 0; false if it should sleep instead. */
static inline bool spin_turn(struct spin *spin, unsigned turn)
{
    unsigned relaxes = atomic_load_explicit(&spin->relaxes, memory_order_relaxed);

    if (turn < relaxes)
        cpu_relax();
    else if (turn < relaxes + atomic_load_explicit(&spin->yields, memory_order_relaxed))
        sched_yield();
    else
        return false;
    return true;
}

#endif
