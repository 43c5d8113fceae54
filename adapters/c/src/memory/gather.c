/* SPDX-License-Identifier: MIT */
#include "memory/gather.h"

#include <string.h>

#include "core/section.h"
#include "memory/arch.h"
#include "memory/flush.h"
#include "memory/memory.h"

static void reset_extent(struct gather *gather)
{
    gather->start = UINT64_MAX;
    gather->end = 0;
    gather->stride = UINT64_MAX;
}

void gather_begin(struct gather *gather, struct mm *mm)
{
    *gather = (struct gather){.mm = mm};
    reset_extent(gather);
    atomic_fetch_add(&mm->memory->gathers, 1);
}

static void extend(struct gather *gather, uint64_t start, uint64_t end, uint64_t stride)
{
    if (start < gather->start)
        gather->start = start;
    if (end > gather->end)
        gather->end = end;
    if (stride < gather->stride)
        gather->stride = stride;
}

void gather_add(struct gather *gather, uint64_t address, uint64_t size)
{
    extend(gather, address, address + size, size);
}

void gather_add_table(struct gather *gather, uint64_t address)
{
    extend(gather, address, address + PAGE_BYTES, HUGE_BYTES);
}

void gather_page(struct gather *gather, struct page *page)
{
    struct page **larger;

    if (gather->count == gather->capacity) {
        gather->capacity = gather->capacity ? 2 * gather->capacity : 16;
        larger = arena_alloc(gather->mm->domain->arena, gather->capacity * sizeof(struct page *));
        if (gather->count > 0)
            memcpy(larger, gather->pages, gather->count * sizeof(struct page *));
        gather->pages = larger;
    }
    gather->pages[gather->count++] = page;
}

/* After the flush itself the secondary TLBs get the extent, where it is not the flush that tells them. */
static void tell(struct gather *gather, uint64_t start, uint64_t end)
{
    if (gather->mm->domain->policy->secondary_tlb == TLB_INVALIDATE_RANGE)
        secondary_tlbs_invalidate(gather->mm, start, end);
}

void gather_flush(struct gather *gather)
{
    uint64_t start = gather->start, end = gather->end;

    if (start >= end)
        return;
    flush_cpus(gather->mm, start, end, gather->stride);
    tell(gather, start, end);
    reset_extent(gather);
}

void gather_end_vma(struct gather *gather)
{
    if (gather->mm->domain->arch->flushes_each_vma && !gather->whole)
        gather_flush(gather);
}

/* Another one may have cleared entries that this one passed over, and not have flushed them. */
static bool is_nested(const struct gather *gather)
{
    const struct mm *mm = gather->mm;

    return mm->domain->policy->nested_gathers && atomic_load(&mm->memory->gathers) > 1;
}

void gather_finish(struct gather *gather)
{
    size_t i;

    if (is_nested(gather)) {
        flush_everything(gather->mm);
        tell(gather, 0, UINT64_MAX);
    } else {
        gather_flush(gather);
    }
    for (i = 0; i < gather->count; i++)
        page_put(gather->pages[i]);
    atomic_fetch_sub(&gather->mm->memory->gathers, 1);
}
