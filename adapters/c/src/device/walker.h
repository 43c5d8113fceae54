/* SPDX-License-Identifier: MIT */
#ifndef DEVICE_WALKER_H
#define DEVICE_WALKER_H

#include "device/secondary.h"
#include "memory/page.h"

/*
 * Hardware that walks the CPUs' page tables by itself and keeps what it finds in a TLB. A
 * translation and the access that it serves are one step; no lock of the memory manager is its
 * business. (The page-table lock that is taken here makes a walk one step.)
 */
struct walker {
    struct secondary *tlb;
    pthread_mutex_t raw;
    struct mm *mm; /* whose tables it walks; NULL while it walks none */
};

void walker_init(struct walker *walker, struct secondary *tlb);
void walker_bind(struct walker *walker, struct mm *mm);
/* It stops walking and forgets everything. */
void walker_unbind(struct walker *walker);
/* It forgets [start,end). */
void walker_forget(struct walker *walker, uint64_t start, uint64_t end);

/* 0, -EFAULT without an entry that permits the access, or -EINVAL while it walks nothing. */
int walker_read(struct walker *walker, uint64_t address, enum content *content);
int walker_write(struct walker *walker, uint64_t address, enum content content);

/* Supplied by whoever uses it: the device reached a page that is freed. */
void report_freed_page(const char *device, const struct page *page);

#endif
