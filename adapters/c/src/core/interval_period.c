/* SPDX-License-Identifier: MIT */
#include "core/interval_period.h"

#include <errno.h>

#include "core/context.h"
#include "core/mm.h"
#include "core/report.h"
#include "core/tracker.h"
#include "sync/race.h"

/* An object whose life has ended must not be met in the tree or on the list. */
static void check_alive(const struct interval_notifier *interval)
{
    if (atomic_load_explicit(&interval->magic, memory_order_relaxed) != INTERVAL_MAGIC)
        report_use_after_end("an interval notifier");
}

void defer(struct subscriptions *subs, struct interval_notifier *interval)
{
    interval->deferred_prev = subs->deferred_last;
    interval->deferred_next = NULL;
    if (subs->deferred_last)
        subs->deferred_last->deferred_next = interval;
    else
        subs->deferred_first = interval;
    subs->deferred_last = interval;
}

void undefer(struct subscriptions *subs, struct interval_notifier *interval)
{
    if (interval->deferred_prev)
        interval->deferred_prev->deferred_next = interval->deferred_next;
    else
        subs->deferred_first = interval->deferred_next;
    if (interval->deferred_next)
        interval->deferred_next->deferred_prev = interval->deferred_prev;
    else
        subs->deferred_last = interval->deferred_prev;
    interval->deferred_prev = interval->deferred_next = NULL;
}

void wait_period_end(struct subscriptions *subs, uint64_t seq)
{
#ifdef FAULT_WAIT_WITHOUT_LOCK
    if (atomic_load(&subs->seq) != seq)
        return; /* planted: the deferred list may still be in work */
#endif
    klock_lock(&subs->lock);
    while (atomic_load(&subs->seq) == seq)
        waitq_sleep(&subs->period_end, &subs->lock);
    klock_unlock(&subs->lock);
}

void finish_removal(struct interval_notifier *interval, struct mm *mm, void (*release)(struct interval_notifier *))
{
    if (release)
        release(interval);
    mmdrop(mm);
}

/* What the end of a period still has to do without the lock. */
struct removed {
    struct interval_notifier *first;
};

/* Carries out what one interval was deferred for. It is off the list. */
static void settle_deferred(struct subscriptions *subs, struct interval_notifier *interval, struct removed *removed)
{
    switch (interval->state) {
    case INTERVAL_PENDING_INSERT:
        itree_insert(&subs->itree, &interval->node);
        interval->state = INTERVAL_IN_TREE;
        break;
    case INTERVAL_PENDING_UPDATE:
        itree_remove(&subs->itree, &interval->node);
        interval->node.first = interval->new_first;
        interval->node.last = interval->new_last;
        itree_insert(&subs->itree, &interval->node);
        interval->state = INTERVAL_IN_TREE;
        break;
    case INTERVAL_PENDING_REMOVAL:
        itree_remove(&subs->itree, &interval->node);
        tracker_remove(interval->mm->domain->tracker, interval);
        if (interval->ops->release || interval->drop_at_end) {
            interval->deferred_next = removed->first;
            removed->first = interval;
        }
        break;
    case INTERVAL_IN_TREE:
        break; /* never deferred */
    }
}

/* After the unlock. An interval may be gone as soon as its release is called. */
static void finish_removed(struct removed *removed)
{
    while (removed->first) {
        struct interval_notifier *interval = removed->first;

        removed->first = interval->deferred_next;
        finish_removal(interval, interval->mm, interval->ops->release);
    }
}

static void end_period(struct subscriptions *subs, struct removed *removed)
{
    struct interval_notifier *interval;

    atomic_store(&subs->seq, atomic_load(&subs->seq) + 1);
    reach_point("deferred-work");
    while ((interval = subs->deferred_first)) {
        check_alive(interval);
        undefer(subs, interval);
        race_window();
        check_alive(interval);
        settle_deferred(subs, interval, removed);
    }
}

void interval_end(struct subscriptions *subs, const struct mmu_range *range)
{
    struct removed removed = {NULL};
    bool last;

    klock_lock(&subs->lock);
    if (subs->active == 0) { /* possible only if interval mode came in the middle of a section */
        klock_unlock(&subs->lock);
        report_warning("the end of a section that the interval half did not see start");
        return;
    }
    last = --subs->active == 0 && in_period(subs);
    if (last)
        end_period(subs, &removed);
    klock_unlock(&subs->lock);
    if (!last)
        return;
#ifdef FAULT_WAKE_ONE
    waitq_wake_one(&subs->period_end); /* planted: the other waiters sleep on */
#else
    waitq_wake_all(&subs->period_end);
#endif
    no_sleep_begin(!range->blockable);
    finish_removed(&removed);
    no_sleep_end(!range->blockable);
}

/* Opens a section; the first interval that it hits, and the seq to give to all of them. */
static struct interval_notifier *open_section(struct subscriptions *subs, const struct mmu_range *range, uint64_t *seq)
{
    struct itree_node *node;

    klock_lock(&subs->lock);
    subs->active++;
    node = itree_first(&subs->itree, range->start, range->end - 1);
    if (node)
        begin_period(subs);
    *seq = atomic_load(&subs->seq);
    klock_unlock(&subs->lock);
    return (struct interval_notifier *)(node ? (char *)node - offsetof(struct interval_notifier, node) : NULL);
}

static struct interval_notifier *next_hit(struct subscriptions *subs, struct interval_notifier *interval,
                                          const struct mmu_range *range)
{
    struct itree_node *node = itree_next(&subs->itree, &interval->node, range->start, range->end - 1);

    return (struct interval_notifier *)(node ? (char *)node - offsetof(struct interval_notifier, node) : NULL);
}

static bool invalidate(struct interval_notifier *interval, const struct mmu_range *range, uint64_t seq)
{
    bool ok;

    check_alive(interval);
    if (!interval->ops->invalidate)
        return true;
    no_sleep_begin(!range->blockable);
    ok = interval->ops->invalidate(interval, range, seq);
    no_sleep_end(!range->blockable);
    return ok;
}

int interval_start(struct subscriptions *subs, const struct mmu_range *range)
{
    struct interval_notifier *interval;
    uint64_t seq;

    /* No lock during the walk: as long as this section is open the tree cannot change. */
    for (interval = open_section(subs, range, &seq); interval; interval = next_hit(subs, interval, range)) {
        race_point();
        if (invalidate(interval, range, seq))
            continue;
        if (!range->blockable) {
            interval_end(subs, range);
            return -EAGAIN;
        }
        report_warning("invalidate of an interval notifier answered false in a blockable range");
    }
    return 0;
}

void interval_release_all(struct mm *mm, struct subscriptions *subs)
{
    struct mmu_range everything = {.mm = mm, .end = UINT64_MAX, .blockable = true, .kind = "RELEASE"};

    interval_start(subs, &everything);
    interval_end(subs, &everything);
}
