/* SPDX-License-Identifier: MIT */
#include "core/exit.h"

#include "core/chain.h"
#include "core/interval.h"
#include "core/mm.h"
#include "core/subscriptions.h"

void exit_mmap(struct mm *mm)
{
    struct subscriptions *subs = atomic_load_explicit(&mm->subscriptions, memory_order_acquire);

    if (subs && atomic_load(&subs->has_itree))
        interval_release_all(mm, subs);
    if (subs)
        chain_release_all(mm, subs);
    mm->domain->memory_ops->exit(mm);
}
