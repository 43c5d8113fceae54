/* SPDX-License-Identifier: MIT */
/* Reclaim of one page: through the reverse map it goes from everybody who maps it, and then it is let go of. */
#include <errno.h>

#include "core/mm_lock.h"
#include "core/section.h"
#include "memory/arch.h"
#include "memory/cut.h"
#include "memory/file.h"
#include "memory/flush.h"
#include "memory/memory.h"
#include "memory/notice.h"

/* A page that is being reclaimed, with a reference. */
struct reclaim {
    struct page *page;
    struct mm *queued[64]; /* whose CPUs are to be flushed in the end */
    size_t count;
};

static void flush_all_queued(struct reclaim *reclaim)
{
    size_t i;

    for (i = 0; i < reclaim->count; i++)
        flush_queued(reclaim->queued[i]);
    reclaim->count = 0;
}

static void queue(struct reclaim *reclaim, struct mm *mm)
{
    if (reclaim->count > 0 && reclaim->queued[reclaim->count - 1] == mm)
        return;
    if (reclaim->count == sizeof(reclaim->queued) / sizeof(reclaim->queued[0]))
        flush_all_queued(reclaim);
    reclaim->queued[reclaim->count++] = mm;
}

/* The page that was mapped at the address may not be used by anybody any more. With the page-table lock. */
static void tell(struct reclaim *reclaim, struct mm *mm, uint64_t address, uint64_t size)
{
    if (!mm->domain->arch->queues_unmaps || !mm->domain->policy->reclaim_section) {
        flush_cpus(mm, address, address + size, PAGE_BYTES);
    } else {
        queue(reclaim, mm);
        if (mm->domain->policy->secondary_tlb == TLB_CPU_FLUSH)
            secondary_tlbs_invalidate(mm, 0, UINT64_MAX); /* the queue knows no addresses */
    }
    if (mm->domain->policy->secondary_tlb == TLB_INVALIDATE_RANGE && mm->domain->policy->reclaim_section)
        secondary_tlbs_invalidate(mm, address, address + size);
}

static struct pte *first_entry(const struct reclaim *reclaim, struct vma *vma, uint64_t start, uint64_t end)
{
    struct pte *entry = pte_first(vma->mm, start, end);

    while (entry && entry->page != reclaim->page)
        entry = pte_first(vma->mm, entry->address + entry->size, end);
    return entry;
}

/* What the entry's pages held; what was never written needs no keeping. */
static void swap_out_entry(struct mm *mm, const struct pte *entry)
{
    enum content content = atomic_load(&entry->page->content);
    uint64_t at;

    if (entry->page->owner != PAGE_PROCESS || content == CONTENT_ZERO)
        return;
    for (at = entry->address; at < entry->address + entry->size; at += PAGE_BYTES)
        swap_out(mm, at, content);
}

/* Each entry of the page goes; what a process had for itself is kept for the next fault. */
static void unmap_entries(struct reclaim *reclaim, struct vma *vma, uint64_t start, uint64_t end)
{
    struct mm *mm = vma->mm;
    const struct pte *entry;

    page_table_lock(mm);
    while ((entry = first_entry(reclaim, vma, start, end))) {
        struct pte old = *entry;

        pte_clear(mm, old.address);
        swap_out_entry(mm, &old);
        tell(reclaim, mm, old.address, old.size);
        page_put(old.page); /* the caller has one yet */
    }
    page_table_unlock(mm);
}

/* Where the page begins in the VMA; false if it is not mapped there. */
static bool find_in(const struct reclaim *reclaim, struct vma *vma, uint64_t *start)
{
    const struct pte *entry;

    page_table_lock(vma->mm);
    entry = first_entry(reclaim, vma, vma->start, vma->end);
    if (entry)
        *start = entry->address;
    page_table_unlock(vma->mm);
    return entry;
}

static void unmap_in(struct reclaim *reclaim, struct vma *vma)
{
    struct mmu_range range;
    uint64_t start, end;

    if (!find_in(reclaim, vma, &start))
        return;
    end = start + reclaim->page->size < vma->end ? start + reclaim->page->size : vma->end;
    if (!vma->mm->domain->policy->reclaim_section) {
        unmap_entries(reclaim, vma, start, end);
        return;
    }
    notice_start(&range, vma->mm, start, end, CAUSE_REPLACE, true);
    unmap_entries(reclaim, vma, start, end);
    notice_end(&range);
}

static void unmap_file_page(struct reclaim *reclaim)
{
    struct file *file = reclaim->page->file;
    struct vma *vma;

    for (vma = file_next_vma(file, 0); vma; vma = file_next_vma(file, vma->number)) {
        mm_lock(vma->mm, MM_RMAP_LOCK, RW_READ);
        unmap_in(reclaim, vma);
        mm_unlock(vma->mm, MM_RMAP_LOCK);
    }
}

/* A huge entry for the page is split first. */
static void split_in(const struct reclaim *reclaim, struct mm *mm)
{
    struct vma *vma;
    uint64_t start;

    for (vma = vma_first(mm, 0, UINT64_MAX); vma; vma = vma->next)
        if (find_in(reclaim, vma, &start))
            split_huge(mm, start);
}

/* Forks share it: any address space may. */
static void unmap_own_page(struct reclaim *reclaim, struct domain *domain)
{
    struct mm *mm;
    struct vma *vma;

    for (mm = atomic_load(&domain->mms); mm; mm = mm->next) {
        split_in(reclaim, mm);
        mm_lock(mm, MM_RMAP_LOCK, RW_READ);
        for (vma = vma_first(mm, 0, UINT64_MAX); vma; vma = vma->next)
            unmap_in(reclaim, vma);
        mm_unlock(mm, MM_RMAP_LOCK);
    }
}

/* The page at the address, with a reference; NULL for what cannot be reclaimed. */
static struct page *take_page(struct mm *mm, uint64_t address)
{
    const struct vma *vma = vma_find(mm, address);
    const struct pte *entry;
    struct page *page = NULL;

    page_table_lock(mm);
    entry = pte_find(mm, address);
    if (entry && vma && !vma->kind->hugetlb &&
        (entry->page->owner == PAGE_PROCESS || entry->page->owner == PAGE_FILE)) {
        page = entry->page;
        page_get(page);
    }
    page_table_unlock(mm);
    return page;
}

int memory_reclaim(struct mm *mm, uint64_t address)
{
    struct reclaim reclaim = {.page = take_page(mm, address)};
    struct page *page = reclaim.page;
    bool dropped = false;

    if (!page)
        return -EINVAL;
    klock_lock(page_lock_of(page));
    if (page->owner == PAGE_FILE)
        unmap_file_page(&reclaim);
    else
        unmap_own_page(&reclaim, mm->domain);
    flush_all_queued(&reclaim);
    if (page->owner == PAGE_FILE)
        dropped = file_drop(page->file, page);
    klock_unlock(page_lock_of(page));
    if (dropped)
        page_put(page); /* the file's */
    page_put(page);
    return 0;
}
