/* SPDX-License-Identifier: MIT */
/* mprotect(PROT_READ). */
#include <errno.h>

#include "core/mm_lock.h"
#include "memory/cut.h"
#include "memory/gather.h"
#include "memory/memory.h"
#include "memory/notice.h"

static void protect_entries(struct gather *gather, uint64_t start, uint64_t end)
{
    struct pte *entry;

    page_table_lock(gather->mm);
    while ((entry = pte_first(gather->mm, start, end))) {
        start = entry->address + entry->size;
        if (!entry->write)
            continue;
        gather_add(gather, entry->address, entry->size);
        pte_set_write(gather->mm, entry, false);
    }
    page_table_unlock(gather->mm);
}

/* The first of the spans that one entry of the upper table maps in which anything is populated; `end` without one. */
static uint64_t first_populated(struct mm *mm, uint64_t start, uint64_t end)
{
    bool wide = mm->domain->policy->wide_chunks;
    const struct page_table *table = &mm->memory->table;
    uint64_t span = wide ? PMD_TABLE_BYTES : HUGE_BYTES;
    uint64_t at = start;

    page_table_lock(mm);
    while (at < end) {
        const struct pte *entry = pte_first(mm, at, end);
        uint64_t next = (at / span + 1) * span;

        if (table_exists(wide ? &table->pmds : &table->ptes, at / span) || (entry && entry->address < next))
            break;
        at = next;
    }
    page_table_unlock(mm);
    return at < end ? at : end;
}

/* A section over [first,end), and the change. */
static void protect_range(struct gather *gather, uint64_t first, uint64_t end)
{
    struct mmu_range range;

    notice_start(&range, gather->mm, first, end, CAUSE_PROTECT, true);
    protect_entries(gather, first, end);
    notice_end(&range);
}

static void protect_chunk(struct gather *gather, uint64_t start, uint64_t end)
{
    uint64_t first = first_populated(gather->mm, start, end);

    if (first < end)
        protect_range(gather, first, end);
}

static void protect_vma(struct gather *gather, struct vma *vma)
{
    uint64_t chunk = gather->mm->domain->policy->wide_chunks ? PUD_TABLE_BYTES : PMD_TABLE_BYTES;
    uint64_t at = vma->start;

    vma->writable = false;
    if (gather->mm->domain->policy->protects_whole) {
        protect_range(gather, vma->start, vma->end);
        return;
    }
    while (at < vma->end) {
        uint64_t next = (at / chunk + 1) * chunk;

        if (next > vma->end)
            next = vma->end;
        protect_chunk(gather, at, next);
        at = next;
    }
}

/* Up to the first hole. */
static int protect(struct mm *mm, uint64_t start, uint64_t end)
{
    struct gather gather;
    struct vma *vma;

    vma_lock_range(mm, start, end);
    cut_ends(mm, start, end);
    gather_begin(&gather, mm);
    for (vma = vma_find(mm, start); vma && vma->start == start && start < end; vma = vma->next) {
        if (vma->writable)
            protect_vma(&gather, vma);
        gather_end_vma(&gather);
        start = vma->end;
    }
    gather_finish(&gather);
    vma_unlock_range(mm, 0, UINT64_MAX);
    return start < end ? -ENOMEM : 0;
}

int memory_mprotect_read(struct mm *mm, uint64_t start, uint64_t end)
{
    int result;

    if (start == end)
        return 0;
    if (start > end)
        return -ENOMEM;
    if (start % PAGE_BYTES || end % PAGE_BYTES)
        return -EINVAL;
    mm_lock(mm, MM_MMAP_LOCK, RW_WRITE);
    result = protect(mm, start, end);
    mm_unlock(mm, MM_MMAP_LOCK);
    return result;
}
