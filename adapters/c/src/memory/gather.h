/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_GATHER_H
#define MEMORY_GATHER_H

#include "memory/page_table.h"

/*
 * A gather: what an operation took from the page table, in one extent, and the pages that may be
 * let go of once the extent is flushed (struct mmu_gather).
 */
struct gather {
    struct mm *mm;
    bool whole;          /* the address space ends */
    uint64_t start, end; /* empty while start is not below end */
    uint64_t stride;     /* what the smallest entry of it mapped */
    struct page **pages;
    size_t count, capacity;
};

void gather_begin(struct gather *gather, struct mm *mm);
/* An entry of that size changed there. With the page-table lock held. */
void gather_add(struct gather *gather, uint64_t address, uint64_t size);
/* A table of entries was freed that began to map at the address. */
void gather_add_table(struct gather *gather, uint64_t address);
/* A reference to be dropped after the flush. */
void gather_page(struct gather *gather, struct page *page);
/* Flushes the extent, and begins a new one. */
void gather_flush(struct gather *gather);
/* What lies in one VMA is done: flushes it, on architectures that do so by VMAs. */
void gather_end_vma(struct gather *gather);
/* Flushes the rest, or everything if another gather is at work; then lets the pages go. */
void gather_finish(struct gather *gather);

#endif
