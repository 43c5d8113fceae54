/* SPDX-License-Identifier: MIT */
/* A page fault that finds its page mapped adds what is missing (ptep_set_access_flags). */
#include "memory/access_flags.h"

#include <errno.h>

#include "core/mm_lock.h"
#include "core/section.h"
#include "memory/arch.h"
#include "memory/cut.h"
#include "memory/fault.h"
#include "memory/flush.h"
#include "memory/memory.h"
#include "memory/notice.h"

struct wanted wanted_flags(const struct pte *seen, bool by_write)
{
    return (struct wanted){seen->write || by_write, seen->dirty != 0 || by_write, by_write};
}

/* Somewhere in the entry, or in the marks that are named. */
static bool is_missing(const struct pte *entry, struct wanted wanted, uint16_t marks)
{
    return (wanted.write && !entry->write) || (entry->young & marks) != marks ||
           (wanted.dirty && (entry->dirty & marks) != marks);
}

/* What is there stays: others may have added to it since the caller looked. */
static void merge(struct mm *mm, struct pte *entry, struct wanted wanted)
{
    entry->write |= wanted.write;
    entry->young = pte_all_marks(entry);
    if (wanted.dirty || entry->dirty)
        entry->dirty = pte_all_marks(entry);
    pte_report_flags(mm, entry);
}

/* [start,end) permits more. The posted patch calls the secondary TLBs here; later the flush does. */
static void flush_upgraded(struct mm *mm, uint64_t start, uint64_t end)
{
    flush_cpus(mm, start, end, PAGE_BYTES);
#ifndef FAULT_UPGRADE_SILENT /* planted: a refusal that a device keeps is met for ever */
    if (mm->domain->policy->upgrade == UPGRADE_TLBS)
        secondary_tlbs_invalidate(mm, start, end);
#endif
}

/* One entry: an ordinary or a huge one. Of the latter the first page is flushed, which drops all of it. */
static void upgrade_entry(struct mm *mm, struct pte *entry, uint64_t address, struct wanted wanted)
{
    uint64_t page = entry->size > PAGE_BYTES ? entry->address : address & ~(PAGE_BYTES - 1);

    if (!mm->domain->arch->software_marks && !wanted.by_write)
        return; /* the hardware will mark it by itself */
    merge(mm, entry, wanted);
    if (mm->domain->arch->keeps_refusals && wanted.by_write)
        flush_upgraded(mm, page, page + PAGE_BYTES);
}

/* A set of hugetlb changes as a whole, by way of nothing. */
static void upgrade_set(struct mm *mm, const struct pte *entry, struct wanted wanted)
{
    struct pte set = *entry;

    set.page = pte_clear(mm, set.address);
    if (wanted.by_write)
        flush_upgraded(mm, set.address, set.address + set.size);
    else
        flush_cpus(mm, set.address, set.address + set.size, PAGE_BYTES);
    set.write = wanted.write;
    set.young = pte_all_marks(&set);
    set.dirty = wanted.dirty || set.dirty ? pte_all_marks(&set) : 0;
    pte_set(mm, set);
}

/* A folded set: marks change on all of it, and the permission of one entry takes it apart. */
static void upgrade_folded(struct mm *mm, struct pte *entry, uint64_t address, struct wanted wanted)
{
    if (wanted.write && !entry->write) {
        unfold(mm, entry);
        upgrade_entry(mm, pte_find(mm, address), address, wanted);
        return;
    }
    merge(mm, entry, wanted);
    if (wanted.by_write)
        flush_cpus(mm, entry->address, entry->address + entry->size, PAGE_BYTES);
}

bool set_access_flags(struct vma *vma, uint64_t address, struct wanted wanted)
{
    struct pte *entry = pte_find(vma->mm, address);

    if (!entry || !is_missing(entry, wanted, pte_all_marks(entry)))
        return false;
    if (!pte_is_set(entry))
        upgrade_entry(vma->mm, entry, address, wanted);
    else if (vma->kind->hugetlb)
        upgrade_set(vma->mm, entry, wanted);
    else
        upgrade_folded(vma->mm, entry, address, wanted);
    return true;
}

/* What the fault sees before it takes the lock again; false if nothing is mapped there. */
static bool look(struct mm *mm, uint64_t address, struct pte *seen)
{
    const struct pte *entry;

    page_table_lock(mm);
    entry = pte_find(mm, address);
    if (entry)
        *seen = *entry;
    page_table_unlock(mm);
    return entry;
}

static int set_flags(struct mm *mm, uint64_t address, bool by_write)
{
    struct vma *vma = vma_find(mm, address);
    const struct pte *entry;
    struct pte seen;
    bool changed = false;

    if (!vma || !look(mm, address, &seen))
        return -EFAULT;
    page_table_lock(mm);
    entry = pte_find(mm, address);
    if (entry && entry->page == seen.page) /* else the fault would begin anew */
        changed = set_access_flags(vma, address, wanted_flags(&seen, by_write));
    page_table_unlock(mm);
    return changed;
}

int memory_set_access_flags(struct mm *mm, uint64_t address, bool by_write)
{
    int result;

    section_lock(mm, MM_MMAP_LOCK, true);
    result = set_flags(mm, address, by_write);
    section_unlock(mm, MM_MMAP_LOCK);
    return result;
}

static int upgrade_in_section(struct mm *mm, uint64_t address)
{
    struct vma *vma = vma_find(mm, address);
    struct mmu_range range;
    struct pte seen;

    if (!vma || !vma->writable || !look(mm, address, &seen))
        return -EFAULT;
    notice_start(&range, mm, seen.address, seen.address + seen.size, CAUSE_UPGRADE, true);
    fault_page(vma, address, true);
    notice_end(&range);
    return 0;
}

int memory_upgrade_fault(struct mm *mm, uint64_t address)
{
    int result;

    section_lock(mm, MM_MMAP_LOCK, true);
    result = upgrade_in_section(mm, address);
    section_unlock(mm, MM_MMAP_LOCK);
    return result;
}
