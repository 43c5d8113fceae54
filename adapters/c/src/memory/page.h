/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_PAGE_H
#define MEMORY_PAGE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define PAGE_BYTES UINT64_C(0x1000)
#define SET_BYTES UINT64_C(0x10000) /* what sixteen contiguous entries map together */
#define HUGE_BYTES UINT64_C(0x200000)

#include "sync/klock.h"

struct domain;
struct file;

/* What a word of a page holds, as far as anybody asks. */
enum content { CONTENT_ZERO, CONTENT_ONE, CONTENT_TWO };

/* Whose page it is. */
enum page_owner {
    PAGE_PROCESS, /* a process's own */
    PAGE_ZERO,    /* what reads of memory find that was never written; for everybody, for ever */
    PAGE_FILE,
    PAGE_FRAME,   /* a driver's; nobody counts its references */
};

struct page {
    const char *name;
    enum page_owner owner;
    struct file *file; /* that it belongs to */
    uint64_t offset;   /* where in that file */
    uint64_t size;
    struct klock lock; /* of a process's own; those of a file share that of the file */
    atomic_int refs;   /* each entry holds one, a file's own memory of its pages too */
    atomic_int mapped; /* entries */
    atomic_bool used;  /* was mapped once: its end is worth telling */
    atomic_bool freed;
    _Atomic(enum content) content;
};

/* With one reference. */
struct page *page_new(struct domain *domain, enum page_owner owner);
void page_get(struct page *page);
/* The last one frees it. */
void page_put(struct page *page);

/* The page lock: who takes the page away from everybody who maps it keeps others from mapping it meanwhile. */
struct klock *page_lock_of(struct page *page);

#endif
