/* SPDX-License-Identifier: MIT */
/* munmap, and the unmapping at the end of an address space. */
#include "memory/unmap.h"

#include <errno.h>

#include "core/mm_lock.h"
#include "memory/cut.h"
#include "memory/file.h"
#include "memory/memory.h"
#include "memory/notice.h"
#include "memory/zap.h"

/* True if nothing is mapped in what the table of that number maps: then it goes. */
static bool is_idle(struct mm *mm, uint64_t number, uint64_t span)
{
    return !vma_first(mm, number * span, (number + 1) * span);
}

/* Frees the tables that map a part of [start,end) and of nothing else. The VMAs are off the list. */
static void free_tables(struct gather *gather, struct table_set *tables, uint64_t span, uint64_t start, uint64_t end)
{
    size_t at = 0;

    while (at < tables->count) {
        uint64_t number = tables->numbers[at];
        uint64_t first = number * span;

        if (first >= end || first + span <= start || !is_idle(gather->mm, number, span)) {
            at++;
            continue;
        }
        gather_add_table(gather, first > start ? first : start);
        table_remove(tables, number);
    }
}

static void free_all_tables(struct gather *gather, uint64_t start, uint64_t end)
{
    struct page_table *table = &gather->mm->memory->table;

    page_table_lock(gather->mm);
    free_tables(gather, &table->ptes, HUGE_BYTES, start, end);
    free_tables(gather, &table->pmds, PMD_TABLE_BYTES, start, end);
    page_table_unlock(gather->mm);
}

/* Out of the reverse maps: waits for those who came in through them. */
static void unlink_files(struct mm *mm, struct vma *vma)
{
    for (; vma; vma = vma->next) {
        if (!vma->file)
            continue;
        mm_lock(mm, MM_RMAP_LOCK, RW_WRITE);
        file_unlink(vma->file, vma);
        mm_unlock(mm, MM_RMAP_LOCK);
    }
}

/* One section over the range, however many VMAs are in it. */
static void unmap_vmas(struct gather *gather, struct vma *vma, uint64_t start, uint64_t end)
{
    struct mmu_range range;

    notice_start(&range, gather->mm, start, end, CAUSE_UNMAP, true);
    for (; vma; vma = vma->next)
        zap_range(gather, vma, vma->start, vma->end);
    notice_end(&range);
}

/* Huge pages of hugetlb cannot be cut. */
static bool may_cut(struct mm *mm, uint64_t address)
{
    const struct vma *vma = vma_find(mm, address);

    return !vma || !vma->kind->hugetlb || address % vma->kind->size == 0;
}

static void unmap_locked(struct mm *mm, uint64_t start, uint64_t end)
{
    struct gather gather;
    struct vma *vma;

    vma_lock_range(mm, start, end);
    cut_ends(mm, start, end);
    vma = vma_detach(mm, start, end);
    vma_unlock_range(mm, 0, UINT64_MAX); /* what was cut off and stays */
    if (mm->domain->policy->munmap_downgrades)
        mm_downgrade(mm, MM_MMAP_LOCK);
    gather_begin(&gather, mm);
    unmap_vmas(&gather, vma, start, end);
    unlink_files(mm, vma);
    free_all_tables(&gather, start, end);
    gather_finish(&gather);
}

int memory_munmap(struct mm *mm, uint64_t start, uint64_t end)
{
    int result = 0;

    if (start >= end || start % PAGE_BYTES || end % PAGE_BYTES)
        return -EINVAL;
    mm_lock(mm, MM_MMAP_LOCK, RW_WRITE);
    if (!may_cut(mm, start) || !may_cut(mm, end))
        result = -EINVAL;
    else if (vma_first(mm, start, end))
        unmap_locked(mm, start, end);
    mm_unlock(mm, MM_MMAP_LOCK);
    return result;
}

/* From v6.1 on under mmap_lock for read, beside the reaper; tables go under the lock for write. */
void unmap_all(struct mm *mm)
{
    bool locks = mm->domain->policy->exit_locks;
    struct gather gather;
    struct vma *vma;

    if (locks)
        mm_lock(mm, MM_MMAP_LOCK, RW_READ);
    vma = vma_first(mm, 0, UINT64_MAX);
    if (!vma) {
        if (locks)
            mm_unlock(mm, MM_MMAP_LOCK);
        return;
    }
    gather_begin(&gather, mm);
    gather.whole = true;
    unmap_vmas(&gather, vma, 0, UINT64_MAX);
    if (locks)
        mm_unlock(mm, MM_MMAP_LOCK);
    atomic_store(&mm->memory->oom_skip, true);
    if (locks)
        mm_lock(mm, MM_MMAP_LOCK, RW_WRITE);
    unlink_files(mm, vma);
    vma_detach(mm, 0, UINT64_MAX);
    free_all_tables(&gather, 0, UINT64_MAX);
    gather_finish(&gather);
    if (locks)
        mm_unlock(mm, MM_MMAP_LOCK);
}
