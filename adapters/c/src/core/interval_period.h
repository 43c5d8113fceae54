/* SPDX-License-Identifier: MIT */
#ifndef CORE_INTERVAL_PERIOD_H
#define CORE_INTERVAL_PERIOD_H

#include "core/interval.h"
#include "core/subscriptions.h"

/* For the interval files only: the period and its deferred list. Under the lock of `subs`. */

#define INTERVAL_MAGIC 0x1e7a11feu

/* True while the tree may not change: a section that hit an interval is open. */
static inline bool in_period(struct subscriptions *subs)
{
    return atomic_load(&subs->seq) & 1;
}

/* Makes the seq odd: the sections that are open now count as covering an interval. */
static inline void begin_period(struct subscriptions *subs)
{
    atomic_store(&subs->seq, atomic_load(&subs->seq) | 1);
}

void defer(struct subscriptions *subs, struct interval_notifier *interval);
void undefer(struct subscriptions *subs, struct interval_notifier *interval);

/* Without the lock: waits until the period with this (odd) seq is over. */
void wait_period_end(struct subscriptions *subs, uint64_t seq);

/* Without the lock, when the interval is out of the tree and the list: release, then the drop. */
void finish_removal(struct interval_notifier *interval, struct mm *mm, void (*release)(struct interval_notifier *));

#endif
