/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_VMA_H
#define MEMORY_VMA_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "memory/page.h"
#include "sync/rwsem.h"

struct arch;
struct file;
struct memory;
struct mm;

/* What a mapping is made of. */
struct vma_kind {
    const char *name;
    bool is_private;
    bool of_file;
    bool of_driver; /* page frames that no reverse map finds */
    bool tells_first_write; /* to its file system: until then a page may only be read */
    bool filled;    /* mmap fills it */
    bool hugetlb;
    uint64_t size;  /* of a page */
};

/* NULL for a kind that the architecture does not have. */
const struct vma_kind *vma_kind_find(const char *name, const struct arch *arch);

struct vma {
    struct mm *mm;
    uint64_t start, end; /* written under the lock of the list */
    const struct vma_kind *kind;
    bool writable;
    atomic_bool own_pages; /* it has, or had, pages of the process's own: anon_vma */
    struct file *file;
    uint64_t offset;    /* of the start in the file */
    struct rwsem lock;  /* held for read by faults that do without mmap_lock */
    atomic_bool write_locked; /* no fault reads it from now on: a mark, for which the lock is taken once */
    struct vma *next;   /* by address */
    unsigned long number;
    struct vma *next_of_file;
};

/*
 * The list changes with mmap_lock held for write; `memory->vmas_raw` is for those who look
 * without mmap_lock: faults under the lock of a VMA, and truncation.
 */
struct vma *vma_find(struct mm *mm, uint64_t address);
/* The first one that has a byte of [start,end). */
struct vma *vma_first(struct mm *mm, uint64_t start, uint64_t end);
struct vma *vma_insert(struct mm *mm, uint64_t start, uint64_t end, const struct vma_kind *kind);
/* Cuts the VMA at the address in its middle, if there is one. The new part is locked as the old one is. */
void vma_cut(struct mm *mm, uint64_t address);
/* Takes those that lie in [start,end) off the list, as a list. They are locked for write. */
struct vma *vma_detach(struct mm *mm, uint64_t start, uint64_t end);

/* The VMA at the address, locked for read, unless it is locked for write; else NULL. */
struct vma *vma_try_read(struct mm *mm, uint64_t address);
/* With mmap_lock for write: no fault is under way in any VMA that has a byte of the range, until unlock. */
void vma_lock_range(struct mm *mm, uint64_t start, uint64_t end);
void vma_unlock_range(struct mm *mm, uint64_t start, uint64_t end);

#endif
