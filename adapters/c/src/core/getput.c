/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <limits.h>

#include "core/context.h"
#include "core/mm.h"
#include "core/mm_lock.h"
#include "core/register.h"
#include "core/report.h"
#include "core/subscriptions.h"

/* One more user of a linked subscriber with this very table. 0 with *found NULL: there is none. */
static int find_get(const struct mmu_notifier_ops *ops, struct mm *mm, struct mmu_notifier **found)
{
    struct subscriptions *subs = atomic_load(&mm->subscriptions);
    struct mmu_notifier *subscriber;
    int result = 0;

    *found = NULL;
    if (!subs)
        return 0;
    klock_lock(&subs->lock);
    subscriber = atomic_load(&subs->list);
    while (subscriber && subscriber->ops != ops)
        subscriber = atomic_load(&subscriber->next);
    if (subscriber && subscriber->users == UINT_MAX) {
        result = -EOVERFLOW;
    } else if (subscriber) {
        subscriber->users++;
        *found = subscriber;
    }
    klock_unlock(&subs->lock);
    return result;
}

/* free_notifier, if there is one. It must not sleep. */
static void call_free_notifier(struct mmu_notifier *subscriber)
{
    if (!subscriber->ops->free_notifier)
        return;
    no_sleep_begin(true);
    subscriber->ops->free_notifier(subscriber);
    no_sleep_end(true);
}

static int make(const struct mmu_notifier_ops *ops, struct mm *mm, struct mmu_notifier **made)
{
    int result;

    if (!ops->alloc_notifier) {
        report_warning("get with a table that has no alloc_notifier");
        return -EINVAL;
    }
    result = ops->alloc_notifier(ops, mm, made);
    if (result)
        return result;
    result = mmu_notifier_link(*made, mm, true);
    /* Nobody else has seen the object, so it is freed at once, without a grace period. */
    if (result)
        call_free_notifier(*made);
    return result;
}

static int get_with_lock(const struct mmu_notifier_ops *ops, struct mm *mm, struct mmu_notifier **found)
{
    int result = find_get(ops, mm, found);

    return result || *found ? result : make(ops, mm, found);
}

int mmu_notifier_get_locked(const struct mmu_notifier_ops *ops, struct mm *mm, struct mmu_notifier **found)
{
    require_mmap_write(mm);
    return get_with_lock(ops, mm, found);
}

int mmu_notifier_get(const struct mmu_notifier_ops *ops, struct mm *mm, struct mmu_notifier **found)
{
    int result;

    mm_lock(mm, MM_MMAP_LOCK, RW_WRITE);
    result = get_with_lock(ops, mm, found);
    mm_unlock(mm, MM_MMAP_LOCK);
    return result;
}

static void free_after_grace(struct srcu_head *head)
{
    struct mmu_notifier *subscriber =
        (struct mmu_notifier *)((char *)head - offsetof(struct mmu_notifier, free_head));
    struct mm *mm = subscriber->mm; /* the object is gone after free_notifier */

    call_free_notifier(subscriber);
    mmdrop(mm);
}

/* Drops a user; true if it was the last. */
static bool drop_user(struct mmu_notifier *subscriber, struct subscriptions *subs)
{
    bool last = false;
    bool none;

    klock_lock(&subs->lock);
    none = subscriber->users == 0;
    if (!none && --subscriber->users == 0) {
        subscriber->registered = false;
        chain_unlink(subs, subscriber);
        last = true;
    }
    klock_unlock(&subs->lock);
    if (none)
        report_warning("put of %s, which has no users", subscriber->ops->name(subscriber));
    return last;
}

void mmu_notifier_put(struct mmu_notifier *subscriber)
{
    struct mm *mm = subscriber->mm;

    if (!mm) {
        report_warning("put of %s, which was never registered", subscriber->ops->name(subscriber));
        return;
    }
    if (!drop_user(subscriber, atomic_load(&mm->subscriptions)))
        return;
    if (!subscriber->ops->free_notifier)
        report_warning("the last put of %s, which has no free_notifier", subscriber->ops->name(subscriber));
    srcu_call(&mm->domain->srcu, &subscriber->free_head, free_after_grace);
}

void mmu_notifier_synchronize(struct domain *domain)
{
    diagnose_read_section("synchronize");
    srcu_synchronize(&domain->srcu);
    srcu_barrier(&domain->srcu);
}
