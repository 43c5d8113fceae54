/* SPDX-License-Identifier: MIT */
#include "core/section.h"

#include "core/chain.h"
#include "core/interval.h"
#include "core/mm.h"
#include "core/subscriptions.h"

/*
 * The caller of a failed start will not call end: undo everything here. First the interval half,
 * as an ordinary end does. Then those end callbacks that the profile promises, in the same read
 * section as the starts, so that whoever saw a start and is still linked sees its end.
 */
static void undo_start(struct subscriptions *subs, const struct mmu_range *range)
{
    if (atomic_load(&subs->has_itree))
        interval_end(subs, range);
    if (range->mm->domain->policy->pairing == ENDS_ALL)
        chain_end(subs, range);
}

static int list_start(struct subscriptions *subs, const struct mmu_range *range)
{
    struct srcu *srcu = &range->mm->domain->srcu;
    struct srcu_section section;
    int failure;

    srcu_read_lock(srcu, &section);
    failure = chain_start(subs, range);
    /* In a blockable range the caller never learns of the failure, and calls end as always. */
    if (range->blockable)
        failure = 0;
    if (failure)
        undo_start(subs, range);
    srcu_read_unlock(srcu, &section);
    return failure;
}

int section_start(const struct mmu_range *range)
{
    struct subscriptions *subs = atomic_load_explicit(&range->mm->subscriptions, memory_order_acquire);
    int failure = 0;

    if (!subs)
        return 0;
    if (atomic_load(&subs->has_itree))
        failure = interval_start(subs, range);
    return failure ? failure : list_start(subs, range);
}

void section_end(const struct mmu_range *range)
{
    struct subscriptions *subs = atomic_load_explicit(&range->mm->subscriptions, memory_order_acquire);
    struct srcu_section section;

    if (!subs)
        return;
    if (atomic_load(&subs->has_itree))
        interval_end(subs, range);
    srcu_read_lock(&range->mm->domain->srcu, &section);
    chain_end(subs, range);
    srcu_read_unlock(&range->mm->domain->srcu, &section);
}
