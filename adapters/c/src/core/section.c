/* SPDX-License-Identifier: MIT */
#include "core/section.h"

#include "core/chain.h"
#include "core/interval.h"
#include "core/mm.h"
#include "core/subscriptions.h"

/*
 * The list half. The caller of a failed start will not call end: those end callbacks that the
 * profile promises are called here, in the same read section as the starts, so that whoever saw
 * a start and is still linked sees its end. In a blockable range the caller never learns of the
 * failure, and calls end as always; ends here would be the second ones.
 */
static int list_start(struct subscriptions *subs, const struct mmu_range *range)
{
    struct domain *domain = range->mm->domain;
    struct srcu_section section;
    int failure;

    chain_read_lock(domain, &section);
    failure = chain_start(subs, range);
    if (range->blockable)
        failure = 0;
    if (failure && domain->policy->pairing == ENDS_ALL)
        chain_end(subs, range);
    chain_read_unlock(domain, &section);
    return failure;
}

int section_start(struct mmu_range *range)
{
    struct subscriptions *subs = atomic_load_explicit(&range->mm->subscriptions, memory_order_acquire);
    bool intervals;
    int failure;

    if (!subs)
        return 0;
    intervals = atomic_load(&subs->has_itree);
    failure = intervals ? interval_start(subs, range) : 0;
    if (failure)
        return failure; /* it has closed its half itself; the list is not called */
    failure = list_start(subs, range);
    if (failure && intervals)
        interval_end(subs, range); /* nobody else will */
    if (!failure && range->mm->domain->policy->tracks_ranges)
        active_ranges_add(subs, range);
    return failure;
}

void section_end(struct mmu_range *range)
{
    struct subscriptions *subs = atomic_load_explicit(&range->mm->subscriptions, memory_order_acquire);
    bool tracked = range->mm->domain->policy->tracks_ranges;
    struct srcu_section section;

    if (!subs)
        return;
    if (tracked)
        active_ranges_delist(subs, range);
    if (atomic_load(&subs->has_itree))
        interval_end(subs, range);
    chain_read_lock(range->mm->domain, &section);
    chain_end(subs, range);
    chain_read_unlock(range->mm->domain, &section);
    if (tracked)
        active_ranges_finish(subs, range);
}

void secondary_tlbs_invalidate(struct mm *mm, uint64_t start, uint64_t end)
{
    struct subscriptions *subs = atomic_load_explicit(&mm->subscriptions, memory_order_acquire);
    struct mmu_range range = {.mm = mm, .start = start, .end = end, .blockable = true};
    struct srcu_section section;

    if (!subs)
        return;
    chain_read_lock(mm->domain, &section);
    chain_secondary_tlbs(subs, &range);
    chain_read_unlock(mm->domain, &section);
}

bool secondary_young(struct mm *mm, uint64_t start, uint64_t end, enum ageing how)
{
    struct subscriptions *subs = atomic_load_explicit(&mm->subscriptions, memory_order_acquire);
    struct mmu_range range = {.mm = mm, .start = start, .end = end, .blockable = true};
    struct srcu_section section;
    bool young;

    if (!subs)
        return false;
    chain_read_lock(mm->domain, &section);
    young = chain_young(subs, &range, how);
    chain_read_unlock(mm->domain, &section);
    return young;
}
