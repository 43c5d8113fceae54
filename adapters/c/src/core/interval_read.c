/* SPDX-License-Identifier: MIT */
/* The reader's side of interval notifiers. */
#include "core/context.h"
#include "core/interval_period.h"
#include "core/mm.h"
#include "core/report.h"
#include "core/tracker.h"
#include "sync/race.h"

uint64_t interval_read_begin(struct interval_notifier *interval, struct domain *domain)
{
    struct mm *mm = tracker_find(domain->tracker, interval);
    struct subscriptions *subs = mm ? atomic_load(&mm->subscriptions) : NULL;
    uint64_t seq;
    bool invalidating;

    if (!subs) {
        report_warning("read_begin on an interval notifier that is not inserted");
        return 0; /* even, so read_retry is always true */
    }
    klock_lock(&subs->lock);
    seq = atomic_load(&interval->seq);
    invalidating = seq == atomic_load(&subs->seq);
    klock_unlock(&subs->lock);
    /* One wait and no loop: what happens after it, read_retry finds. */
    if (invalidating && may_sleep("waiting for a period's end in read_begin"))
        wait_period_end(subs, seq);
    return seq;
}

bool interval_read_retry(struct interval_notifier *interval, struct domain *domain, uint64_t seq)
{
    if (!tracker_find(domain->tracker, interval)) {
        report_warning("read_retry on an interval notifier that is not inserted");
        return true;
    }
    race_point();
    return atomic_load(&interval->seq) != seq;
}

void interval_set_seq(struct interval_notifier *interval, uint64_t seq)
{
    race_point();
    atomic_store(&interval->seq, seq);
}
