/* SPDX-License-Identifier: MIT */
#include "device/walker.h"

#include <errno.h>

#include "memory/arch.h"
#include "memory/memory.h"
#include "sync/raw.h"

void walker_init(struct walker *walker, struct secondary *tlb)
{
    *walker = (struct walker){.tlb = tlb};
    pthread_mutex_init(&walker->raw, NULL);
}

void walker_bind(struct walker *walker, struct mm *mm)
{
    raw_lock(&walker->raw);
    walker->mm = mm;
    raw_unlock(&walker->raw);
}

void walker_unbind(struct walker *walker)
{
    raw_lock(&walker->raw);
    walker->mm = NULL;
    secondary_remove(walker->tlb, 0, UINT64_MAX, NULL, NULL);
    raw_unlock(&walker->raw);
}

void walker_forget(struct walker *walker, uint64_t start, uint64_t end)
{
    raw_lock(&walker->raw);
    secondary_remove(walker->tlb, start, end, NULL, NULL);
    raw_unlock(&walker->raw);
}

static struct mm *mm_of(struct walker *walker)
{
    struct mm *mm;

    raw_lock(&walker->raw);
    mm = walker->mm;
    raw_unlock(&walker->raw);
    return mm;
}

/* Its TLB, and where that has no entry that permits the access the page table. */
static struct page *translate(struct walker *walker, struct mm *mm, uint64_t address, bool write)
{
    uint64_t page_address = address & ~(PAGE_BYTES - 1);
    struct secondary_entry kept;
    struct pte *entry;

    if (secondary_find(walker->tlb, address, &kept)) {
        if (kept.write || !write)
            return kept.page;
        if (mm->domain->arch->keeps_refusals)
            return NULL;
    }
    entry = pte_find(mm, address);
    if (!entry)
        return NULL;
    secondary_set(walker->tlb, page_address, PAGE_BYTES, entry->page, entry->write);
    if (write && !entry->write)
        return NULL;
    entry->young |= pte_mark(entry, address);
    if (write)
        entry->dirty |= pte_mark(entry, address);
    return entry->page;
}

/* One access; `content` is what is written, or becomes what was read. */
static int access_page(struct walker *walker, struct mm *mm, uint64_t address, bool write, enum content *content)
{
    struct page *page = translate(walker, mm, address, write);

    if (!page)
        return -EFAULT;
    if (atomic_load(&page->freed))
        report_freed_page(walker->tlb->owner, page);
    if (write)
        atomic_store(&page->content, *content);
    else
        *content = atomic_load(&page->content);
    return 0;
}

static int step(struct walker *walker, uint64_t address, bool write, enum content *content)
{
    struct mm *mm = mm_of(walker);
    int result = -EINVAL;

    if (!mm)
        return -EINVAL;
    page_table_lock(mm);
    raw_lock(&walker->raw);
    if (walker->mm == mm)
        result = access_page(walker, mm, address, write, content);
    raw_unlock(&walker->raw);
    page_table_unlock(mm);
    return result;
}

int walker_read(struct walker *walker, uint64_t address, enum content *content)
{
    return step(walker, address, false, content);
}

int walker_write(struct walker *walker, uint64_t address, enum content content)
{
    return step(walker, address, true, &content);
}
