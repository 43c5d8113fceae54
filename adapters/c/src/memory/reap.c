/* SPDX-License-Identifier: MIT */
/* The OOM reaper and process_mrelease: private memory goes, VMA by VMA, and nobody is waited for. */
#include <errno.h>

#include "core/mm_lock.h"
#include "memory/memory.h"
#include "memory/notice.h"
#include "memory/zap.h"

static bool reap_vma(struct vma *vma)
{
    struct mmu_range range;
    struct gather gather;
    bool refused;

    gather_begin(&gather, vma->mm);
    refused = notice_start(&range, vma->mm, vma->start, vma->end, CAUSE_UNMAP, false);
    if (!refused) {
        zap_range(&gather, vma, vma->start, vma->end);
        notice_end(&range);
    }
    gather_finish(&gather);
    return !refused;
}

/* False if a VMA was refused. Those that come after it get their turn. */
static bool reap(struct mm *mm)
{
    struct vma *vma;
    bool all = true;

    if (atomic_load(&mm->memory->oom_skip))
        return true; /* exit was faster */
    for (vma = vma_first(mm, 0, UINT64_MAX); vma; vma = vma->next)
        if (vma->kind->is_private && !vma->kind->hugetlb && !vma->kind->of_driver)
            all &= reap_vma(vma);
    return all;
}

bool memory_oom_reap(struct mm *mm)
{
    bool all;

    if (!section_lock(mm, MM_MMAP_LOCK, false))
        return false;
    all = reap(mm);
    section_unlock(mm, MM_MMAP_LOCK);
    return all;
}

int memory_process_mrelease(struct mm *mm)
{
    bool all;

    if (atomic_load(&mm->memory->oom_skip))
        return 0;
    section_lock(mm, MM_MMAP_LOCK, true);
    all = reap(mm);
    section_unlock(mm, MM_MMAP_LOCK);
    return all ? 0 : -EAGAIN;
}
