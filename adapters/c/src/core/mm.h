/* SPDX-License-Identifier: MIT */
#ifndef CORE_MM_H
#define CORE_MM_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "core/policy.h"
#include "sync/rwsem.h"
#include "sync/srcu.h"

struct arch;
struct memory;
struct mm;
struct subscriptions;

/* What the core asks of the part that maps memory (memory/), which it does not know. */
struct memory_ops {
    void (*exit)(struct mm *);       /* unmaps everything */
    void (*lock_vmas)(struct mm *);  /* no page fault is under way under the lock of a VMA … */
    void (*unlock_vmas)(struct mm *);
};

/* What all address spaces of one world share. */
struct domain {
    const struct policy *policy;
    struct arena *arena;
    struct srcu srcu; /* one read domain for every list of every mm, as in Linux */
    struct tracker *tracker;
    const struct memory_ops *memory_ops;
    const struct arch *arch; /* whose page tables and TLBs they are (memory/arch.h) */
    /* Hardware besides the CPUs that hears of each flush of their TLBs by itself. */
    void (*snoop)(struct mm *, uint64_t start, uint64_t end);
    _Atomic(struct mm *) mms;
    atomic_ulong pages; /* how many were made: their names are numbers */
    atomic_bool warned_one_kind;
    atomic_uint injected; /* what is to go wrong: a bit for each (core/inject.h) */
};

/*
 * An address space, as far as notifiers care: two counters and two locks. `users` keeps the
 * address space alive, `count` the structure; all users together own one unit of `count`.
 */
struct mm {
    const char *name;
    struct domain *domain;
    atomic_int users;
    atomic_int count;
    atomic_bool freed;
    struct rwsem mmap_lock;
    struct rwsem rmap_lock; /* stands for every reverse-map lock of the mm */
    _Atomic(struct subscriptions *) subscriptions;
    struct memory *memory; /* what it maps */
    struct mm *next;       /* of the domain, in no order; never taken off */
};

struct mm *mm_new(struct domain *domain, const char *name);

/* False once no user is left. */
bool mmget_not_zero(struct mm *mm);
/* The last one runs the exit path. */
void mmput(struct mm *mm);
/* False, and nothing done, if the structure is gone already (a caller error). */
bool mmgrab(struct mm *mm);
/* The last one frees the structure. */
void mmdrop(struct mm *mm);

#endif
