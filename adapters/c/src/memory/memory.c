/* SPDX-License-Identifier: MIT */
#include "memory/memory.h"

#include <errno.h>

#include "core/mm_lock.h"
#include "memory/fault.h"
#include "memory/file.h"
#include "memory/unmap.h"

void memory_init(struct mm *mm)
{
    struct memory *memory = arena_alloc(mm->domain->arena, sizeof(*memory));

    pthread_mutex_init(&memory->vmas_raw, NULL);
    klock_init(&memory->page_table_lock, (struct wait_reason){WAIT_PAGE_TABLE_LOCK, NULL});
    memory->zero_page.name = "zero-page";
    memory->zero_page.owner = PAGE_ZERO;
    mm->memory = memory;
}

static void lock_vmas(struct mm *mm)
{
    vma_lock_range(mm, 0, UINT64_MAX);
}

static void unlock_vmas(struct mm *mm)
{
    vma_unlock_range(mm, 0, UINT64_MAX);
}

const struct memory_ops memory_ops = {.exit = unmap_all, .lock_vmas = lock_vmas, .unlock_vmas = unlock_vmas};

int memory_mmap(struct mm *mm, uint64_t start, uint64_t end, const struct vma_kind *kind)
{
    struct vma *vma;

    if (start >= end || start % kind->size != 0 || end % kind->size != 0)
        return -EINVAL;
    mm_lock(mm, MM_MMAP_LOCK, RW_WRITE);
    if (vma_first(mm, start, end)) {
        mm_unlock(mm, MM_MMAP_LOCK);
        return -EINVAL;
    }
    vma = vma_insert(mm, start, end, kind);
    if (kind->of_file) {
        vma->file = file_new(mm->domain);
        file_link(vma->file, vma);
    }
    if (kind->filled)
        fault_populate(vma);
    mm_unlock(mm, MM_MMAP_LOCK);
    return 0;
}
