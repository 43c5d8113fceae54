/* SPDX-License-Identifier: MIT */
#include "core/register.h"

#include <errno.h>

#include "core/context.h"
#include "core/inject.h"
#include "core/mm.h"
#include "core/mm_lock.h"
#include "core/report.h"
#include "core/subscriptions.h"

/* The caller pins the address space with a user reference, before and after. */
static void require_users(const struct mm *mm)
{
    if (atomic_load(&mm->users) <= 0)
        report_fatal("registration on %s, which has no users", mm->name);
}

/* The reasons to refuse a subscriber before anything is changed. */
static int check_subscriber(const struct mmu_notifier *subscriber, struct domain *domain)
{
    const struct mmu_notifier_ops *ops = subscriber->ops;

    if (subscriber->users > 0) {
        report_warning("%s is registered already", ops->name(subscriber));
        return -EINVAL;
    }
    if (domain->policy->one_kind && ops->arch_invalidate_secondary_tlbs &&
        (ops->invalidate_range_start || ops->invalidate_range_end)) {
        if (!atomic_exchange(&domain->warned_one_kind, true))
            report_warning("%s has both range and secondary TLB callbacks", ops->name(subscriber));
        return -EINVAL;
    }
    return 0;
}

static void link_subscriber(struct mmu_notifier *subscriber, struct mm *mm, struct subscriptions *subs, bool by_get)
{
    mmgrab(mm);
    subscriber->mm = mm;
    klock_lock(&subs->lock);
    subscriber->users = 1;
    subscriber->registered = !by_get;
    chain_link(subs, subscriber);
    klock_unlock(&subs->lock);
}

void require_mmap_write(struct mm *mm)
{
    if (!mm_holds_write(mm, MM_MMAP_LOCK))
        report_warning("mmap_lock of %s is not held for write", mm->name);
}

int mmu_notifier_link(struct mmu_notifier *subscriber, struct mm *mm, bool by_get)
{
    struct subscriptions *subs;
    int refused;

    require_users(mm);
    refused = subscriber ? check_subscriber(subscriber, mm->domain) : 0;
    if (refused)
        return refused;
    subs = atomic_load(&mm->subscriptions);
    if (!subs && injected(mm->domain, INJECT_ENOMEM))
        return -ENOMEM;
    if (!subs)
        subs = subscriptions_new(mm);
    if (injected(mm->domain, INJECT_EINTR))
        return -EINTR; /* a signal, while all locks were taken */
    /* With these locks no section can be open: nobody sees an end without its start. */
    mm->domain->memory_ops->lock_vmas(mm);
    mm_lock(mm, MM_RMAP_LOCK, RW_WRITE);
    if (subscriber)
        link_subscriber(subscriber, mm, subs, by_get);
    else
        atomic_store(&subs->has_itree, true);
    atomic_store_explicit(&mm->subscriptions, subs, memory_order_release);
    mm_unlock(mm, MM_RMAP_LOCK);
    mm->domain->memory_ops->unlock_vmas(mm);
    require_users(mm);
    return 0;
}

int mmu_notifier_register_locked(struct mmu_notifier *subscriber, struct mm *mm)
{
    require_mmap_write(mm);
    return mmu_notifier_link(subscriber, mm, false);
}

int mmu_notifier_register(struct mmu_notifier *subscriber, struct mm *mm)
{
    int result;

    mm_lock(mm, MM_MMAP_LOCK, RW_WRITE);
    result = mmu_notifier_link(subscriber, mm, false);
    mm_unlock(mm, MM_MMAP_LOCK);
    return result;
}

/* Claims the one unregister that a registration is owed. */
static bool claim_unregister(struct mmu_notifier *subscriber, struct subscriptions *subs)
{
    bool ok;

    klock_lock(&subs->lock);
    ok = subscriber->registered && subscriber->users == 1;
    if (ok) {
        subscriber->registered = false;
        subscriber->users = 0;
    }
    klock_unlock(&subs->lock);
    return ok;
}

/* If still linked: release, inside a read section, so that exit and other waiters see it run. */
static void release_and_unlink(struct mmu_notifier *subscriber, struct subscriptions *subs)
{
    struct domain *domain = subscriber->mm->domain;
    struct srcu_section section;
    bool linked;

    chain_read_lock(domain, &section);
    klock_lock(&subs->lock);
    linked = subscriber->linked;
    klock_unlock(&subs->lock);
    reach_point("linked-test");
    if (linked && subscriber->ops->release)
        subscriber->ops->release(subscriber);
    chain_read_unlock(domain, &section);
    klock_lock(&subs->lock);
    chain_unlink(subs, subscriber);
    klock_unlock(&subs->lock);
}

void diagnose_read_section(const char *what)
{
    if (context_current()->read_sections > 0)
        report_warning("%s inside a list callback waits for that very callback", what);
}

bool mmu_notifier_unregister(struct mmu_notifier *subscriber)
{
    struct mm *mm = subscriber->mm;
    struct subscriptions *subs = mm ? atomic_load(&mm->subscriptions) : NULL;

    if (!subs || !claim_unregister(subscriber, subs)) {
        report_warning("unregister of %s, which is not registered, or in use by get",
                       subscriber->ops->name(subscriber));
        return false;
    }
    diagnose_read_section("unregister");
    release_and_unlink(subscriber, subs);
    srcu_synchronize(&mm->domain->srcu);
    mmdrop(mm);
    return true;
}
