/* SPDX-License-Identifier: MIT */
#include "memory/copy.h"

#include "core/mm.h"
#include "memory/cut.h"
#include "memory/flush.h"
#include "memory/memory.h"
#include "memory/notice.h"
#include "sync/race.h"

bool copy_is_needed(const struct vma *vma, const struct pte *entry)
{
    const struct page *page = entry->page;

    if (!vma->kind->is_private)
        return false;
    if (page->owner != PAGE_PROCESS || atomic_load(&page->mapped) > 1)
        return true;
    return !vma->mm->domain->policy->mapped_once && atomic_load(&page->refs) > 1;
}

static bool same(const struct pte *entry, const struct pte *seen)
{
    return entry && entry->page == seen->page && entry->size == seen->size && entry->write == seen->write;
}

/*
 * By way of nothing: the entry is cleared, CPUs and secondary TLBs forget it, and only then it
 * points to the copy. False if somebody has changed it since it was seen.
 */
static bool replace(struct mm *mm, const struct pte *seen, struct page *copy)
{
    struct pte *entry;
    bool unchanged;

    page_table_lock(mm);
    entry = pte_find(mm, seen->address);
    unchanged = same(entry, seen);
    if (unchanged) {
        pte_clear(mm, seen->address);
#ifndef FAULT_TLB_LATE
        flush_replaced(mm, seen->address, seen->size);
#endif
        pte_set(mm, (struct pte){seen->address, seen->size, copy, true, pte_all_marks(seen), pte_all_marks(seen)});
    }
    page_table_unlock(mm);
#ifdef FAULT_TLB_LATE
    race_window();
    if (unchanged) /* planted: others can write to the copy while a device still reads the old page */
        flush_replaced(mm, seen->address, seen->size);
#endif
    return unchanged;
}

static void copy(struct vma *vma, const struct pte *seen)
{
    struct mm *mm = vma->mm;
    struct page *copy = page_new(mm->domain, PAGE_PROCESS);
    struct mmu_range range;
    bool replaced;

    atomic_store(&copy->content, atomic_load(&seen->page->content));
    atomic_store(&vma->own_pages, true);
    notice_start(&range, mm, seen->address, seen->address + seen->size, CAUSE_REPLACE, true);
    range.only_end = !vma->kind->hugetlb; /* all was told under the page-table lock */
    replaced = replace(mm, seen, copy);
    notice_end(&range);
    page_put(replaced ? seen->page : copy);
}

/* A set of ordinary pages, which was seen, in entries of their own. */
static void unfold_same(struct mm *mm, const struct pte *seen)
{
    const struct pte *entry;

    page_table_lock(mm);
    entry = pte_find(mm, seen->address);
    if (same(entry, seen))
        unfold(mm, entry);
    page_table_unlock(mm);
}

void copy_page(struct vma *vma, uint64_t address, const struct pte *seen)
{
    if (pte_is_set(seen) && !vma->kind->hugetlb)
        unfold_same(vma->mm, seen); /* the next attempt copies the page of one entry */
    else if (seen->size == PAGE_BYTES || vma->kind->hugetlb || vma->mm->domain->policy->copies_whole)
        copy(vma, seen);
    else
        split_huge_at(vma->mm, address); /* the next attempt copies a small page of it */
    page_put(seen->page);
}
