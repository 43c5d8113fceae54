/* SPDX-License-Identifier: MIT */
/* fork: the child gets the VMAs, and the entries of those that have pages of the process's own. */
#include <errno.h>

#include "core/mm_lock.h"
#include "memory/file.h"
#include "memory/flush.h"
#include "memory/memory.h"
#include "memory/notice.h"

static void copy_entries(struct vma *vma, struct mm *child)
{
    struct mm *mm = vma->mm;
    uint64_t at = vma->start;
    struct pte *entry;

    page_table_lock(mm);
    page_table_lock(child); /* nobody else knows the child */
    while ((entry = pte_first(mm, at, vma->end))) {
        if (entry->write)
            pte_set_write(mm, entry, false);
        page_get(entry->page);
        pte_set(child, *entry);
        at = entry->address + entry->size;
    }
    swap_copy(mm, child, vma->start, vma->end);
    page_table_unlock(child);
    page_table_unlock(mm);
}

/* What was only read, or is a file's, a fault can bring back; page frames cannot be. */
static bool has_to_copy(const struct vma *vma)
{
    return vma->kind->is_private && (atomic_load(&vma->own_pages) || vma->kind->of_driver || vma->kind->hugetlb);
}

static void copy_vma(struct vma *vma, struct mm *child)
{
    struct vma *copy = vma_insert(child, vma->start, vma->end, vma->kind);
    struct mmu_range range;

    copy->writable = vma->writable;
    copy->own_pages = atomic_load(&vma->own_pages);
    copy->file = vma->file;
    copy->offset = vma->offset;
    if (copy->file)
        file_link(copy->file, copy);
    if (!has_to_copy(vma))
        return;
    notice_start(&range, vma->mm, vma->start, vma->end, vma->kind->hugetlb ? CAUSE_REPLACE : CAUSE_SHARE, true);
    copy_entries(vma, child);
    notice_end(&range);
}

int memory_fork(struct mm *mm, struct mm *child)
{
    struct vma *vma;

    mm_lock(mm, MM_MMAP_LOCK, RW_WRITE);
    vma_lock_range(mm, 0, UINT64_MAX);
    for (vma = vma_first(mm, 0, UINT64_MAX); vma; vma = vma->next)
        copy_vma(vma, child);
    flush_everything(mm);
    vma_unlock_range(mm, 0, UINT64_MAX);
    mm_unlock(mm, MM_MMAP_LOCK);
    return 0;
}
