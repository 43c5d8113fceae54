/* SPDX-License-Identifier: MIT */
#include "core/mm.h"

#include "core/exit.h"
#include "core/report.h"
#include "core/subscriptions.h"
#include "sync/race.h"

struct mm *mm_new(struct domain *domain, const char *name)
{
    struct mm *mm = arena_alloc(domain->arena, sizeof(*mm));

    mm->name = name;
    mm->domain = domain;
    atomic_init(&mm->users, 1);
    atomic_init(&mm->count, 1);
    rwsem_init(&mm->mmap_lock, (struct wait_reason){WAIT_MMAP_LOCK, NULL});
    rwsem_init(&mm->rmap_lock, (struct wait_reason){WAIT_RMAP_LOCK, NULL});
    mm->next = atomic_load(&domain->mms);
    while (!atomic_compare_exchange_weak(&domain->mms, &mm->next, mm))
        continue;
    return mm;
}

/* Changes a counter by `step` unless it is zero; false then. *now is the new value. */
static bool step_not_zero(atomic_int *counter, int step, int *now)
{
    int seen = atomic_load(counter);

    do {
        if (seen == 0)
            return false;
    } while (!atomic_compare_exchange_weak(counter, &seen, seen + step));
    *now = seen + step;
    return true;
}

bool mmget_not_zero(struct mm *mm)
{
    int now;

    return step_not_zero(&mm->users, 1, &now);
}

void mmput(struct mm *mm)
{
    int now;

    if (!step_not_zero(&mm->users, -1, &now)) {
        report_warning("mmput of %s, which has no users", mm->name);
        return;
    }
    if (now > 0)
        return;
    race_point();
    exit_mmap(mm);
    mmdrop(mm);
}

bool mmgrab(struct mm *mm)
{
    int now;

    if (step_not_zero(&mm->count, 1, &now))
        return true;
    report_warning("mmgrab of %s, which is freed", mm->name);
    return false;
}

void mmdrop(struct mm *mm)
{
    int now;

    if (!step_not_zero(&mm->count, -1, &now)) {
        report_warning("mmdrop of %s, which is freed", mm->name);
        return;
    }
    if (now > 0)
        return;
    subscriptions_destroy(mm);
    atomic_store(&mm->freed, true);
    report_mm_free(mm->name);
}
