/* SPDX-License-Identifier: MIT */
#include "core/mm_lock.h"

#include "base/arena.h"
#include "core/context.h"
#include "core/mm.h"

/* One task's holds of one lock. Only the task itself reads or writes it. */
struct held {
    struct rwsem *sem;
    unsigned reads;       /* explicit read holds */
    bool write;           /* an explicit write hold */
    unsigned sections;    /* open sections that need the lock */
    bool section_read;    /* a read hold that the first of them took */
    struct held *next;
};

static struct rwsem *sem_of(struct mm *mm, enum mm_lock which)
{
    return which == MM_MMAP_LOCK ? &mm->mmap_lock : &mm->rmap_lock;
}

static struct held *held_of(struct mm *mm, enum mm_lock which)
{
    struct context *context = context_current();
    struct rwsem *sem = sem_of(mm, which);
    struct held *held;

    for (held = context->held; held; held = held->next)
        if (held->sem == sem)
            return held;
    held = arena_alloc(mm->domain->arena, sizeof(*held));
    held->sem = sem;
    held->next = context->held;
    context->held = held;
    return held;
}

static void note(struct held *held, enum rw_mode mode)
{
    if (mode == RW_WRITE)
        held->write = true;
    else
        held->reads++;
}

void mm_lock(struct mm *mm, enum mm_lock which, enum rw_mode mode)
{
    struct held *held = held_of(mm, which);

    rwsem_lock(held->sem, mode);
    note(held, mode);
}

bool mm_trylock(struct mm *mm, enum mm_lock which, enum rw_mode mode)
{
    struct held *held = held_of(mm, which);

    if (!rwsem_trylock(held->sem, mode))
        return false;
    note(held, mode);
    return true;
}

bool mm_unlock(struct mm *mm, enum mm_lock which)
{
    struct held *held = held_of(mm, which);

    if (held->write) {
        held->write = false;
        rwsem_unlock(held->sem, RW_WRITE);
    } else if (held->reads > 0) {
        held->reads--;
        rwsem_unlock(held->sem, RW_READ);
    } else {
        return false;
    }
    return true;
}

bool mm_downgrade(struct mm *mm, enum mm_lock which)
{
    struct held *held = held_of(mm, which);

    if (!held->write)
        return false;
    held->write = false;
    held->reads++;
    rwsem_downgrade(held->sem);
    return true;
}

bool mm_holds_write(struct mm *mm, enum mm_lock which)
{
    return held_of(mm, which)->write;
}

bool section_lock(struct mm *mm, enum mm_lock which, bool wait)
{
    struct held *held = held_of(mm, which);

    if (!held->write && held->reads == 0 && !held->section_read) {
        if (wait)
            rwsem_lock(held->sem, RW_READ);
        else if (!rwsem_trylock(held->sem, RW_READ))
            return false;
        held->section_read = true;
    }
    held->sections++;
    return true;
}

void section_unlock(struct mm *mm, enum mm_lock which)
{
    struct held *held = held_of(mm, which);

    if (--held->sections > 0 || !held->section_read)
        return;
    held->section_read = false;
    rwsem_unlock(held->sem, RW_READ);
}
