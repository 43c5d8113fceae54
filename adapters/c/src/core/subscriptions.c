/* SPDX-License-Identifier: MIT */
#include "core/subscriptions.h"

#include "core/mm.h"
#include "core/report.h"

struct subscriptions *subscriptions_new(struct mm *mm)
{
    struct subscriptions *subs = arena_alloc(mm->domain->arena, sizeof(*subs));

    klock_init(&subs->lock, (struct wait_reason){WAIT_OTHER, "subscriptions"});
    waitq_init(&subs->period_end, (struct wait_reason){WAIT_INTERVAL, NULL});
    active_ranges_init(&subs->ranges);
    /* Idle is even; an interval inserted now gets seq - 1, which is odd and no current period. */
    atomic_init(&subs->seq, 2);
    return subs;
}

void subscriptions_destroy(struct mm *mm)
{
    struct subscriptions *subs = atomic_load(&mm->subscriptions);

    if (subs && atomic_load(&subs->list))
        report_fatal("%s is freed while a subscriber is linked", mm->name);
}
