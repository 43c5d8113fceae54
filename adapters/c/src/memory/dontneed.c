/* SPDX-License-Identifier: MIT */
/* madvise(MADV_DONTNEED). */
#include <errno.h>

#include "core/mm_lock.h"
#include "memory/memory.h"
#include "memory/notice.h"
#include "memory/zap.h"

/* The part in one VMA: a section and a gather of its own. */
static void drop_part(struct vma *vma, uint64_t start, uint64_t end)
{
    struct mmu_range range;
    struct gather gather;

    gather_begin(&gather, vma->mm);
    notice_start(&range, vma->mm, start, end, CAUSE_ZAP, true);
    zap_range(&gather, vma, start, end);
    notice_end(&range);
    gather_finish(&gather);
}

/* What lies outside every VMA is told at the end, after the rest is done. */
static int drop(struct mm *mm, uint64_t start, uint64_t end)
{
    uint64_t at = start;
    bool hole = false;

    while (at < end) {
        struct vma *vma = vma_first(mm, at, end);
        uint64_t stop;

        if (!vma)
            return -ENOMEM;
        if (vma->kind->of_driver)
            return -EINVAL;
        hole |= vma->start > at;
        at = vma->start > at ? vma->start : at;
        stop = vma->end < end ? vma->end : end;
        drop_part(vma, at, stop);
        at = stop;
    }
    return hole ? -ENOMEM : 0;
}

int memory_dontneed(struct mm *mm, uint64_t start, uint64_t end)
{
    int result;

    if (start > end || start % PAGE_BYTES || end % PAGE_BYTES)
        return -EINVAL;
    section_lock(mm, MM_MMAP_LOCK, true);
    result = drop(mm, start, end);
    section_unlock(mm, MM_MMAP_LOCK);
    return result;
}
