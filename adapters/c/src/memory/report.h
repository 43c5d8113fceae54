/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_REPORT_H
#define MEMORY_REPORT_H

#include <stdbool.h>
#include <stdint.h>

struct mm;
struct mmu_range;
struct page;

/* What memory has to say; whoever uses it supplies these (harness/memory_events.c). */

/* An entry changed, with the page-table lock held. A page that is NULL is no page. */
void report_pte(const struct mm *mm, uint64_t address, uint64_t size, const struct page *from, const struct page *to,
                bool write);
void report_cpu_flush(const struct mm *mm, uint64_t start, uint64_t end);
/* page_free, page_dirty, page_get or page_put. */
void report_page(const char *event, const struct page *page);
void report_section_start(const struct mmu_range *range);
void report_section_end(const struct mmu_range *range, bool failed);

#endif
