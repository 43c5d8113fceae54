/* SPDX-License-Identifier: MIT */
#ifndef CORE_SUBSCRIPTIONS_H
#define CORE_SUBSCRIPTIONS_H

#include <stdatomic.h>
#include <stdbool.h>

#include "core/active_ranges.h"
#include "core/itree.h"
#include "sync/klock.h"
#include "sync/waitq.h"

struct interval_notifier;
struct mm;
struct mmu_notifier;

/*
 * What an address space knows about its subscribers. Made by the first registration, gone with
 * the structure of the mm. Written under `lock`; what is atomic is also read without it.
 */
struct subscriptions {
    struct klock lock;
    _Atomic(struct mmu_notifier *) list; /* walked in SRCU read sections */

    /*
     * The interval half. The tree changes only while no section that hit an interval is open:
     * then `seq` is even and walkers, who hold no lock, are absent. What is asked for meanwhile
     * waits on the deferred list.
     */
    atomic_bool has_itree;
    struct itree itree;
    _Atomic uint64_t seq;
    unsigned long active; /* open sections */
    struct interval_notifier *deferred_first, *deferred_last;
    struct waitq period_end;

    struct active_ranges ranges; /* where the profile lists open sections */
};

struct subscriptions *subscriptions_new(struct mm *mm);
/* At the last structure drop; fatal if somebody is still linked. */
void subscriptions_destroy(struct mm *mm);

#endif
