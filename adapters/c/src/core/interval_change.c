/* SPDX-License-Identifier: MIT */
/* What changes the set of intervals: insert, remove, update. */
#include <errno.h>

#include "core/context.h"
#include "core/interval_period.h"
#include "core/mm.h"
#include "core/register.h"
#include "core/report.h"
#include "core/tracker.h"

/* The closed interval of a start and a length; false if there is none. */
static bool closed_interval(uint64_t start, uint64_t length, uint64_t *last)
{
    return length > 0 && !__builtin_add_overflow(start, length - 1, last);
}

/* Puts a fresh interval in its place. Under the lock. */
static void place(struct subscriptions *subs, struct interval_notifier *interval)
{
    if (subs->active > 0 && in_period(subs)) {
        interval->state = INTERVAL_PENDING_INSERT;
        defer(subs, interval);
    } else {
        /* A section that is open may cover it and has not called it: let readers wait for it. */
        if (subs->active > 0)
            begin_period(subs);
        else if (in_period(subs))
            report_warning("the sequence is odd although no section is open");
        itree_insert(&subs->itree, &interval->node);
    }
    atomic_store(&interval->seq, atomic_load(&subs->seq) - (subs->active > 0 ? 0 : 1));
}

static int insert_core(struct interval_notifier *interval, struct mm *mm, uint64_t start, uint64_t length,
                       const struct interval_notifier_ops *ops)
{
    struct subscriptions *subs = atomic_load_explicit(&mm->subscriptions, memory_order_acquire);
    uint64_t last;
    bool fresh;

    if (!closed_interval(start, length, &last))
        return -EOVERFLOW;
    if (atomic_load(&mm->users) <= 0) {
        report_warning("an interval is inserted into %s, which has no users", mm->name);
        return -EINVAL;
    }
    klock_lock(&subs->lock);
    fresh = tracker_add(mm->domain->tracker, interval, mm);
    if (fresh) {
        *interval = (struct interval_notifier){
            .magic = INTERVAL_MAGIC,
            .state = INTERVAL_IN_TREE,
            .node = {.first = start, .last = last},
            .mm = mm,
            .ops = ops,
        };
        mmgrab(mm);
        place(subs, interval);
    }
    klock_unlock(&subs->lock);
    if (fresh)
        return 0;
    report_warning("insert of an interval notifier that is inserted already, or still to be removed");
    return -EINVAL;
}

bool interval_mode_off(struct mm *mm)
{
    struct subscriptions *subs = atomic_load_explicit(&mm->subscriptions, memory_order_acquire);

    return !subs || !atomic_load(&subs->has_itree);
}

int interval_insert(struct interval_notifier *interval, struct mm *mm, uint64_t start, uint64_t length,
                    const struct interval_notifier_ops *ops)
{
    int result = interval_mode_off(mm) ? mmu_notifier_register(NULL, mm) : 0;

    return result ? result : insert_core(interval, mm, start, length, ops);
}

int interval_insert_locked(struct interval_notifier *interval, struct mm *mm, uint64_t start, uint64_t length,
                           const struct interval_notifier_ops *ops)
{
    int result;

    require_mmap_write(mm);
    result = interval_mode_off(mm) ? mmu_notifier_link(NULL, mm, false) : 0;
    return result ? result : insert_core(interval, mm, start, length, ops);
}

int interval_insert_safe(struct interval_notifier *interval, struct mm *mm, uint64_t start, uint64_t length,
                         const struct interval_notifier_ops *ops)
{
    return interval_mode_off(mm) ? -EINVAL : insert_core(interval, mm, start, length, ops);
}

/*
 * Takes the lock of the subscriptions that an interval is inserted in. NULL, without a lock, if
 * it is inserted nowhere, or (then a caller error as well) its removal was asked for already.
 * The object itself is read only when it is known to be alive.
 */
static struct subscriptions *lock_inserted(struct interval_notifier *interval, struct domain *domain)
{
    struct mm *mm = tracker_find(domain->tracker, interval);
    struct subscriptions *subs = mm ? atomic_load(&mm->subscriptions) : NULL;

    if (!subs)
        return NULL;
    klock_lock(&subs->lock);
    if (tracker_find(domain->tracker, interval) == mm && interval->state != INTERVAL_PENDING_REMOVAL)
        return subs;
    klock_unlock(&subs->lock);
    return NULL;
}

/* Takes an interval off at once if that is possible, else leaves it to the end of the period. */
static bool take_off(struct subscriptions *subs, struct interval_notifier *interval)
{
    switch (interval->state) {
    case INTERVAL_PENDING_INSERT:
        undefer(subs, interval); /* never was in the tree, so no walker can hold it */
        break;
    case INTERVAL_PENDING_UPDATE:
        interval->state = INTERVAL_PENDING_REMOVAL; /* is on the list already */
        return false;
    default:
        if (in_period(subs)) {
            interval->state = INTERVAL_PENDING_REMOVAL;
            defer(subs, interval);
            return false;
        }
        itree_remove(&subs->itree, &interval->node);
    }
    tracker_remove(interval->mm->domain->tracker, interval);
    return true;
}

enum interval_removal interval_remove(struct interval_notifier *interval, struct domain *domain)
{
    struct subscriptions *subs = lock_inserted(interval, domain);
    void (*release)(struct interval_notifier *);
    struct mm *mm;
    uint64_t period;
    bool off, wait;

    if (!subs) {
        report_warning("remove of an interval notifier that is not inserted, or removed already");
        return REMOVAL_REFUSED;
    }
    /*
     * All that is needed later is read here: once the interval is queued and the lock is let go,
     * another thread may end the period, and with a release callback the object is gone then.
     */
    mm = interval->mm;
    release = interval->ops->release;
    period = atomic_load(&subs->seq);
    off = take_off(subs, interval);
    wait = !off && !release && may_sleep("waiting for a period's end in remove");
    if (!off && !release && !wait)
        interval->drop_at_end = true;
    klock_unlock(&subs->lock);
    reach_point("after-queueing");
    if (!off && !wait)
        return REMOVAL_PENDING;
    if (wait)
        wait_period_end(subs, period);
    finish_removal(interval, mm, release);
    return REMOVAL_DONE;
}

/* Moves an interval that is in the tree, at once. No walker is in the tree. */
static void rekey(struct subscriptions *subs, struct interval_notifier *interval, uint64_t first, uint64_t last)
{
    itree_remove(&subs->itree, &interval->node);
    interval->node.first = first;
    interval->node.last = last;
    itree_insert(&subs->itree, &interval->node);
}

static void move_in_period(struct subscriptions *subs, struct interval_notifier *interval, uint64_t first,
                           uint64_t last)
{
    if (interval->state == INTERVAL_PENDING_INSERT) {
        interval->node.first = first;
        interval->node.last = last;
        return;
    }
    if (interval->state == INTERVAL_IN_TREE) {
        interval->state = INTERVAL_PENDING_UPDATE;
        defer(subs, interval);
    }
    interval->new_first = first;
    interval->new_last = last;
}

/*
 * Makes every reader that began before the move read again, and every later one wait for the
 * sections that are open: they may cover the new range, and have not called this interval for it.
 * Without an open section a step of two does the same, as if a section had come and gone.
 */
static void collide_readers(struct subscriptions *subs, struct interval_notifier *interval)
{
    if (subs->active > 0) {
        begin_period(subs);
        atomic_store(&interval->seq, atomic_load(&subs->seq));
    } else {
        atomic_store(&subs->seq, atomic_load(&subs->seq) + 2);
        atomic_store(&interval->seq, atomic_load(&subs->seq) - 1);
    }
}

int interval_update(struct interval_notifier *interval, struct domain *domain, uint64_t start, uint64_t length)
{
    struct subscriptions *subs;
    uint64_t last, period;
    bool wait;

    if (!closed_interval(start, length, &last))
        return -EOVERFLOW;
    subs = lock_inserted(interval, domain);
    if (!subs) {
        report_warning("update of an interval notifier that is not inserted, or removed already");
        return -EINVAL;
    }
    period = atomic_load(&subs->seq);
    wait = in_period(subs) && !interval->ops->release;
    if (in_period(subs))
        move_in_period(subs, interval, start, last);
    else
        rekey(subs, interval, start, last);
    collide_readers(subs, interval);
    klock_unlock(&subs->lock);
    /* The object is not touched from here on: with a release callback it may be gone. */
    reach_point("after-queueing");
    if (wait && may_sleep("waiting for a period's end in update"))
        wait_period_end(subs, period);
    return 0;
}
