/* SPDX-License-Identifier: MIT */
#include "memory/cut.h"

#include "core/mm.h"
#include "memory/flush.h"
#include "memory/memory.h"
#include "memory/notice.h"

void unfold(struct mm *mm, const struct pte *set)
{
    struct pte old = *set;
    struct page *page = pte_clear(mm, old.address);

    flush_cpus(mm, old.address, old.address + old.size, PAGE_BYTES);
    old.page = page;
    pte_set_split(mm, old);
}

/* The entry that maps more than a page and is cut at the address, copied; false if there is none. */
static bool cuts(struct mm *mm, uint64_t address, struct pte *cut)
{
    const struct pte *entry = pte_find(mm, address);
    bool found = entry && entry->size > PAGE_BYTES && entry->address != address;

    if (found)
        *cut = *entry;
    return found;
}

static void split_in_section(struct mm *mm, uint64_t start)
{
    struct mmu_range range;
    struct pte *entry;

    notice_start(&range, mm, start, start + HUGE_BYTES, CAUSE_REPLACE, true);
    range.only_end = true; /* every small entry translates as the huge one did */
    page_table_lock(mm);
    entry = pte_find(mm, start);
    if (entry && entry->size == HUGE_BYTES)
        pte_split(mm, start);
    page_table_unlock(mm);
    notice_end(&range);
}

void split_huge_at(struct mm *mm, uint64_t address)
{
    struct pte entry = {.size = 0};
    bool found;

    page_table_lock(mm);
    found = cuts(mm, address, &entry);
    if (found && pte_is_set(&entry))
        unfold(mm, &entry);
    page_table_unlock(mm);
    if (found && !pte_is_set(&entry))
        split_in_section(mm, entry.address);
}

void split_huge(struct mm *mm, uint64_t address)
{
    const struct pte *entry;
    bool huge;

    page_table_lock(mm);
    entry = pte_find(mm, address);
    huge = entry && entry->size == HUGE_BYTES;
    page_table_unlock(mm);
    if (huge)
        split_in_section(mm, address & ~(HUGE_BYTES - 1));
}

void cut_ends(struct mm *mm, uint64_t start, uint64_t end)
{
    split_huge_at(mm, start);
    vma_cut(mm, start);
    split_huge_at(mm, end);
    vma_cut(mm, end);
}
