/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_FAULT_H
#define MEMORY_FAULT_H

#include "memory/vma.h"

struct mm;

/*
 * One attempt to give the page at the address an entry, for a write one that permits it: fills an
 * empty one, adds the permission where nobody else has the page, or copies it. It does not look
 * whether that has been in vain. With mmap_lock or the lock of the VMA held for read.
 */
void fault_page(struct vma *vma, uint64_t address, bool write);

/* Fills what is empty in [start,end) of a new VMA. */
void fault_populate(struct vma *vma);

/*
 * What a device's look-up finds, faulting as the CPU would (get_user_pages, or hmm_range_fault
 * without a `reference` to the page). With mmap_lock held. -EFAULT where memory does not permit it.
 */
int fault_look_up(struct mm *mm, uint64_t address, bool write, struct page **page, bool reference);

/* The fault of a device that uses the same tables, resolved as the CPU's would be. With mmap_lock held. */
int fault_handle(struct mm *mm, uint64_t address, bool write);

#endif
