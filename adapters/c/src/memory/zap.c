/* SPDX-License-Identifier: MIT */
#include "memory/zap.h"

#include "core/mm.h"
#include "memory/memory.h"
#include "memory/notice.h"

static bool cuts_huge(struct mm *mm, uint64_t address, uint64_t *start)
{
    const struct pte *entry;
    bool cuts;

    page_table_lock(mm);
    entry = pte_find(mm, address);
    cuts = entry && entry->size > PAGE_BYTES && entry->address != address;
    *start = cuts ? entry->address : 0;
    page_table_unlock(mm);
    return cuts;
}

void split_huge_at(struct mm *mm, uint64_t address)
{
    struct mmu_range range;
    struct pte *entry;
    uint64_t start;

    if (!cuts_huge(mm, address, &start))
        return;
    notice_start(&range, mm, start, start + HUGE_BYTES, CAUSE_REPLACE, true);
    range.only_end = true; /* every small entry translates as the huge one did */
    page_table_lock(mm);
    entry = pte_find(mm, start);
    if (entry && entry->size == HUGE_BYTES)
        pte_split(mm, start);
    page_table_unlock(mm);
    notice_end(&range);
}

/* One entry less. True if the page of a file was written to: then others may not see it clean before the flush. */
static bool zap_first(struct gather *gather, const struct pte *entry)
{
    bool written = entry->dirty && entry->page->owner == PAGE_FILE;

    gather_add(gather, entry->address, entry->size);
    gather_page(gather, pte_clear(gather->mm, entry->address));
    return written;
}

static void zap_entries(struct gather *gather, uint64_t start, uint64_t end)
{
    const struct pte *entry;
    bool written = false;

    page_table_lock(gather->mm);
    while ((entry = pte_first(gather->mm, start, end)))
        written |= zap_first(gather, entry);
    if (written)
        gather_flush(gather);
    page_table_unlock(gather->mm);
}

void zap_range(struct gather *gather, struct vma *vma, uint64_t start, uint64_t end)
{
    struct mm *mm = gather->mm;
    bool section = vma->kind->hugetlb && mm->domain->policy->hugetlb_section;
    struct mmu_range range;

    if (section)
        notice_start(&range, mm, start, end, CAUSE_UNMAP_HUGETLB, true);
    split_huge_at(mm, start);
    split_huge_at(mm, end);
    zap_entries(gather, start, end);
    if (section)
        notice_end(&range);
}
