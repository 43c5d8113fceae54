/* SPDX-License-Identifier: MIT */
#include "core/active_ranges.h"

#include <stddef.h>

#include "core/mm.h"
#include "core/range.h"
#include "core/report.h"
#include "core/subscriptions.h"
#include "sync/race.h"

void active_ranges_init(struct active_ranges *ranges)
{
    *ranges = (struct active_ranges){.first = NULL};
    waitq_init(&ranges->ended, (struct wait_reason){WAIT_INTERVAL, NULL});
}

void active_ranges_add(struct subscriptions *subs, struct mmu_range *range)
{
    struct active_ranges *ranges = &subs->ranges;

    race_window(); /* the start callbacks are done, and nothing is listed */
    klock_lock(&subs->lock);
    range->previous = ranges->last;
    range->next = NULL;
    *(ranges->last ? &ranges->last->next : &ranges->first) = range;
    ranges->last = range;
    range->tracked = RANGE_LISTED;
    ranges->listed++;
    klock_unlock(&subs->lock);
}

void active_ranges_delist(struct subscriptions *subs, struct mmu_range *range)
{
    bool listed;

    klock_lock(&subs->lock);
    listed = range->tracked == RANGE_LISTED;
    if (listed) {
        range->tracked = RANGE_ENDING;
        subs->ranges.listed--;
    }
    klock_unlock(&subs->lock);
    if (!listed)
        report_warning("the end of a section that was never listed");
}

static void unlink_range(struct active_ranges *ranges, struct mmu_range *range)
{
    *(range->previous ? &range->previous->next : &ranges->first) = range->next;
    *(range->next ? &range->next->previous : &ranges->last) = range->previous;
    range->tracked = RANGE_UNLISTED;
}

void active_ranges_finish(struct subscriptions *subs, struct mmu_range *range)
{
    klock_lock(&subs->lock);
    if (range->tracked == RANGE_ENDING)
        unlink_range(&subs->ranges, range);
    klock_unlock(&subs->lock);
#ifdef FAULT_WAKE_ONE
    waitq_wake_one(&subs->ranges.ended); /* planted: the other waiters sleep on */
#else
    waitq_wake_all(&subs->ranges.ended);
#endif
}

/* Half-open on both sides. A section that is ending counts for those who wait, and for nobody else. */
static bool overlapped(const struct active_ranges *ranges, uint64_t start, uint64_t end, bool ending_too)
{
    const struct mmu_range *range;

    for (range = ranges->first; range; range = range->next)
        if ((ending_too || range->tracked == RANGE_LISTED) && range->end > start && range->start < end)
            return true;
    return false;
}

bool mmu_notifier_range_is_valid(struct mm *mm, uint64_t start, uint64_t end)
{
    struct subscriptions *subs = atomic_load_explicit(&mm->subscriptions, memory_order_acquire);
    bool valid;

    if (!subs)
        return true;
    klock_lock(&subs->lock);
    valid = !overlapped(&subs->ranges, start, end, false);
    klock_unlock(&subs->lock);
    return valid;
}

#ifdef FAULT_COUNT_SAMPLE
/* Planted: what is waited for is a count that differs from a sample taken before. */
static void wait_settled(struct subscriptions *subs, uint64_t start, uint64_t end)
{
    unsigned long sample = subs->ranges.listed;

    klock_unlock(&subs->lock);
    race_window();
    klock_lock(&subs->lock);
    if (!overlapped(&subs->ranges, start, end, false))
        return;
    klock_unlock(&subs->lock);
    race_window();
    klock_lock(&subs->lock);
    while (subs->ranges.listed == sample)
        waitq_sleep(&subs->ranges.ended, &subs->lock);
}
#elif defined(FAULT_EARLY_WAITER)
/* Planted: who waits goes on as soon as the section is off the list. */
static void wait_settled(struct subscriptions *subs, uint64_t start, uint64_t end)
{
    while (overlapped(&subs->ranges, start, end, false))
        waitq_sleep(&subs->ranges.ended, &subs->lock);
}
#else
static void wait_settled(struct subscriptions *subs, uint64_t start, uint64_t end)
{
    while (overlapped(&subs->ranges, start, end, true))
        waitq_sleep(&subs->ranges.ended, &subs->lock);
}
#endif

void mmu_notifier_range_wait_valid(struct mm *mm, uint64_t start, uint64_t end)
{
    struct subscriptions *subs = atomic_load_explicit(&mm->subscriptions, memory_order_acquire);

    if (!subs)
        return;
    klock_lock(&subs->lock);
    wait_settled(subs, start, end);
    klock_unlock(&subs->lock);
}
