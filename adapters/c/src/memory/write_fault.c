/* SPDX-License-Identifier: MIT */
/* Page faults of the CPU, and writes with as many of them as they take. */
#include <errno.h>

#include "core/mm_lock.h"
#include "memory/arch.h"
#include "memory/fault.h"
#include "memory/memory.h"

static int fault_in(struct vma *vma, uint64_t address)
{
    if (!vma || !vma->writable)
        return -EFAULT;
    fault_page(vma, address, true);
    return 0;
}

int memory_write_fault(struct mm *mm, uint64_t address)
{
    struct vma *vma = mm->domain->policy->vma_locks ? vma_try_read(mm, address) : NULL;
    int result;

    if (vma) {
        result = fault_in(vma, address);
        rwsem_unlock(&vma->lock, RW_READ);
        return result;
    }
    section_lock(mm, MM_MMAP_LOCK, true);
    result = fault_in(vma_find(mm, address), address);
    section_unlock(mm, MM_MMAP_LOCK);
    return result;
}

/* The hardware marks the entry as used and written to; false if that takes a page fault. */
static bool hardware_marks(struct mm *mm, struct pte *entry, uint64_t address)
{
    uint16_t mark = pte_mark(entry, address);

    if (mm->domain->arch->software_marks)
        return entry->young & entry->dirty & mark;
    entry->young |= mark;
    entry->dirty |= mark;
    return true;
}

static bool store(struct mm *mm, uint64_t address, enum content content)
{
    struct pte *entry;
    bool permitted;

    page_table_lock(mm);
    entry = pte_find(mm, address);
    permitted = entry && entry->write && hardware_marks(mm, entry, address);
    if (permitted) {
        atomic_store(&entry->page->content, content);
    }
    page_table_unlock(mm);
    return permitted;
}

int memory_store(struct mm *mm, uint64_t address, enum content content)
{
    while (!store(mm, address, content)) {
        int result = memory_write_fault(mm, address);

        if (result)
            return result;
    }
    return 0;
}
