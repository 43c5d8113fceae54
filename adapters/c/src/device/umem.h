/* SPDX-License-Identifier: MIT */
#ifndef DEVICE_UMEM_H
#define DEVICE_UMEM_H

#include <stdatomic.h>

#include "device/secondary.h"
#include "sync/klock.h"
#include "sync/waitq.h"

/*
 * A memory region of on-demand paging: pages that are mapped for DMA as the device needs them,
 * and the device's entries for them. What can invalidate it is not its business, but for the
 * count of sections that it keeps where intervals do not do that (up to v5.4).
 */
struct umem {
    struct secondary *entries; /* the device's */
    struct arena *arena;
    uint64_t start, end; /* bytes; both equal: it is in nobody's way */
    bool readonly;
    bool pins;            /* it keeps the reference of each page that it maps */
    bool assumes_written; /* every page counts as written that might have been */
    struct klock mutex;   /* umem_mutex: guards what follows */
    struct dma_slot *slots;
    unsigned long count; /* open sections over it */
    _Atomic uint64_t seq; /* changes when one ends */
    bool dying;          /* its address space has ended; one section never will */
    struct waitq ended;
};

void umem_init(struct umem *umem, struct secondary *entries, struct arena *arena);

enum umem_stored { UMEM_STORED, UMEM_HAD_IT, UMEM_HAS_ANOTHER };

/* With the mutex: maps the page for DMA and for the device, or adds the access if it is there already. */
enum umem_stored umem_map(struct umem *umem, uint64_t address, struct page *page, bool write);

/* Takes the device's entries in [start,end). */
void umem_take_entries(struct umem *umem, uint64_t start, uint64_t end);
/* With the mutex, after that: unmaps the pages for DMA, once each, and tells those that may be dirty. */
void umem_unmap(struct umem *umem, uint64_t start, uint64_t end);

/* A section over [start,end), which has a byte of the umem, begins: it counts, and its pages go. */
void umem_section_start(struct umem *umem, uint64_t start, uint64_t end, bool forgets);
void umem_section_end(struct umem *umem);
/* The address space ends: a section over everything that stays open. */
void umem_die(struct umem *umem);
/* With the mutex: a section is open, or one has ended since the sequence was read. */
bool umem_retry(const struct umem *umem, uint64_t seq);
/* Until no section is open; -EFAULT if the address space has ended. */
int umem_wait(struct umem *umem);

/* Supplied by whoever uses it: dma_map or dma_unmap, of that owner. */
void report_dma(const char *event, const char *owner, uint64_t address, const struct page *page);

#endif
