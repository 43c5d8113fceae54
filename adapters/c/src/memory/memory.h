/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_MEMORY_H
#define MEMORY_MEMORY_H

#include <stdatomic.h>

#include "core/mm.h"
#include "memory/page_table.h"
#include "memory/swap.h"
#include "memory/vma.h"
#include "sync/klock.h"

/* What an address space maps: VMAs, and a page table under one lock. */
struct memory {
    pthread_mutex_t vmas_raw;
    struct vma *vmas; /* by address */
    struct klock page_table_lock;
    struct page_table table;
    struct swapped *swapped;
    struct page zero_page; /* what reads of memory find that was never written */
    atomic_int gathers;  /* operations that have taken entries and not yet flushed */
    atomic_bool oom_skip; /* exit has unmapped: nothing is left to reap */
};

extern const struct memory_ops memory_ops;

/* Gives a new address space its memory. */
void memory_init(struct mm *mm);

/* The operations of an address space. Each takes the locks it needs; results are 0 or an error. */
int memory_mmap(struct mm *mm, uint64_t start, uint64_t end, const struct vma_kind *kind);
int memory_munmap(struct mm *mm, uint64_t start, uint64_t end);
int memory_dontneed(struct mm *mm, uint64_t start, uint64_t end);
int memory_mprotect_read(struct mm *mm, uint64_t start, uint64_t end);
int memory_write_fault(struct mm *mm, uint64_t address);
int memory_fork(struct mm *mm, struct mm *child);
void memory_truncate(struct mm *mm, uint64_t start, uint64_t end);
/* False if a VMA was left because a subscriber refused. */
bool memory_oom_reap(struct mm *mm);
int memory_process_mrelease(struct mm *mm);

/* Takes the page at the address away from everybody who maps it, and lets it go. */
int memory_reclaim(struct mm *mm, uint64_t address);

/* A CPU writes a word, with the page faults that this takes. */
int memory_store(struct mm *mm, uint64_t address, enum content content);

static inline void page_table_lock(struct mm *mm)
{
    klock_lock(&mm->memory->page_table_lock);
}

static inline void page_table_unlock(struct mm *mm)
{
    klock_unlock(&mm->memory->page_table_lock);
}

#endif
