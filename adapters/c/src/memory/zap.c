/* SPDX-License-Identifier: MIT */
#include "memory/zap.h"

#include "core/mm.h"
#include "memory/cut.h"
#include "memory/memory.h"
#include "memory/notice.h"

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
    swap_drop(gather->mm, start, end);
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
    gather_end_vma(gather);
}
