/* SPDX-License-Identifier: MIT */
#include "core/chain.h"

#include <errno.h>

#include "core/context.h"
#include "core/error.h"
#include "core/mm.h"
#include "core/report.h"
#include "core/subscriptions.h"

void chain_link(struct subscriptions *subs, struct mmu_notifier *subscriber)
{
    atomic_store(&subscriber->next, atomic_load(&subs->list));
    atomic_store_explicit(&subs->list, subscriber, memory_order_release);
    subscriber->linked = true;
}

void chain_unlink(struct subscriptions *subs, struct mmu_notifier *subscriber)
{
    _Atomic(struct mmu_notifier *) *link = &subs->list;

    if (!subscriber->linked)
        return;
    subscriber->linked = false;
    while (atomic_load(link) != subscriber)
        link = &atomic_load(link)->next;
    /* Its own `next` stays as it is: a walker that stands on it has to find the way on. */
    atomic_store_explicit(link, atomic_load(&subscriber->next), memory_order_release);
}

void chain_read_lock(struct domain *domain, struct srcu_section *section)
{
    srcu_read_lock(&domain->srcu, section);
    context_current()->read_sections++;
}

void chain_read_unlock(struct domain *domain, struct srcu_section *section)
{
    context_current()->read_sections--;
    srcu_read_unlock(&domain->srcu, section);
}

/* An object whose life has ended must not be met by a walk. */
static struct mmu_notifier *alive(struct mmu_notifier *subscriber)
{
    if (subscriber && atomic_load_explicit(&subscriber->mark, memory_order_relaxed) == POISON_WORD)
        report_use_after_end("a list subscriber");
    return subscriber;
}

static struct mmu_notifier *first_of(struct subscriptions *subs)
{
    return alive(atomic_load_explicit(&subs->list, memory_order_acquire));
}

static struct mmu_notifier *next_of(struct mmu_notifier *subscriber)
{
    return alive(atomic_load_explicit(&alive(subscriber)->next, memory_order_acquire));
}

/* What a bad start result leads to depends on the profile; that it is told does not. */
static void diagnose_start(const struct mmu_notifier *subscriber, const struct mmu_range *range, int result)
{
    const struct policy *policy = range->mm->domain->policy;
    const char *name = subscriber->ops->name(subscriber);
    const char *code = error_name(result);

    report_message("invalidate_range_start of %s failed with %s in %sblockable context", name, code,
                   range->blockable ? "" : "non-");
    if (policy->warns_bad_start && (range->blockable || result != -EAGAIN))
        report_warning("invalidate_range_start of %s may not answer %s in a %sblockable range", name, code,
                       range->blockable ? "" : "non-");
    if (policy->warns_fallible && subscriber->ops->invalidate_range_end)
        report_warning("invalidate_range_start of %s can fail although there is an invalidate_range_end", name);
}

int chain_start(struct subscriptions *subs, const struct mmu_range *range)
{
    struct mmu_notifier *subscriber;
    int failure = 0;

    for (subscriber = first_of(subs); subscriber; subscriber = next_of(subscriber)) {
        int result;

        if (!subscriber->ops->invalidate_range_start)
            continue;
        no_sleep_begin(!range->blockable);
        result = subscriber->ops->invalidate_range_start(subscriber, range);
        no_sleep_end(!range->blockable);
        if (result) {
            diagnose_start(subscriber, range, result);
            failure = result;
        }
    }
    return failure;
}

static bool ask_young(struct mmu_notifier *subscriber, const struct mmu_range *range, enum ageing how)
{
    const struct mmu_notifier_ops *ops = subscriber->ops;
    bool (*const callbacks[])(struct mmu_notifier *, const struct mmu_range *) = {
        [AGEING_FLUSH] = ops->clear_flush_young,
        [AGEING_CLEAR] = ops->clear_young,
        [AGEING_TEST] = ops->test_young,
    };

    return callbacks[how] && callbacks[how](subscriber, range);
}

bool chain_young(struct subscriptions *subs, const struct mmu_range *range, enum ageing how)
{
    struct mmu_notifier *subscriber;
    bool young = false;

    for (subscriber = first_of(subs); subscriber && !(young && how == AGEING_TEST); subscriber = next_of(subscriber))
        young |= ask_young(subscriber, range, how);
    return young;
}

/* The secondary-TLB callback of the profile, if the subscriber has it. */
static void tell_secondary_tlb(struct mmu_notifier *subscriber, const struct mmu_range *range)
{
    bool by_flush = range->mm->domain->policy->secondary_tlb == TLB_CPU_FLUSH;
    void (*callback)(struct mmu_notifier *, const struct mmu_range *) =
        by_flush ? subscriber->ops->arch_invalidate_secondary_tlbs : subscriber->ops->invalidate_range;

    if (!callback)
        return;
    no_sleep_begin(true);
    callback(subscriber, range);
    no_sleep_end(true);
}

void chain_secondary_tlbs(struct subscriptions *subs, const struct mmu_range *range)
{
    struct mmu_notifier *subscriber;

    for (subscriber = first_of(subs); subscriber; subscriber = next_of(subscriber))
        tell_secondary_tlb(subscriber, range);
}

void chain_end(struct subscriptions *subs, const struct mmu_range *range)
{
    bool tells = range->mm->domain->policy->secondary_tlb == TLB_INVALIDATE_RANGE && !range->only_end;
    struct mmu_notifier *subscriber;

    for (subscriber = first_of(subs); subscriber; subscriber = next_of(subscriber)) {
        if (tells)
            tell_secondary_tlb(subscriber, range);
        if (!subscriber->ops->invalidate_range_end)
            continue;
        no_sleep_begin(!range->blockable);
        subscriber->ops->invalidate_range_end(subscriber, range);
        no_sleep_end(!range->blockable);
    }
}

void chain_release_all(struct mm *mm, struct subscriptions *subs)
{
    struct srcu_section section;
    struct mmu_notifier *subscriber;

    if (!atomic_load(&subs->list)) /* nothing of the first one may be read yet: no section is open */
        return;
    chain_read_lock(mm->domain, &section);
    for (subscriber = first_of(subs); subscriber; subscriber = next_of(subscriber))
        if (subscriber->ops->release)
            subscriber->ops->release(subscriber);
    klock_lock(&subs->lock);
    while ((subscriber = first_of(subs)))
        chain_unlink(subs, subscriber);
    klock_unlock(&subs->lock);
    chain_read_unlock(mm->domain, &section);
    /* Also for a release that an unregister began before: no page may be freed until it is done. */
    srcu_synchronize(&mm->domain->srcu);
}
