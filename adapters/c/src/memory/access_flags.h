/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_ACCESS_FLAGS_H
#define MEMORY_ACCESS_FLAGS_H

#include "memory/page_table.h"
#include "memory/vma.h"

/* What an access wants of an entry: that it permits the write, and that it is marked. */
struct wanted {
    bool write; /* the entry is to permit it */
    bool dirty;
    bool by_write; /* the access is one */
};

/* What the access wants of an entry that looks so: flags are only added. */
struct wanted wanted_flags(const struct pte *seen, bool by_write);

/*
 * Adds what is missing; false if nothing is. Where a TLB may keep a refusal the CPUs are flushed,
 * if the access is a write. With the page-table lock held; nothing in it sleeps.
 */
bool set_access_flags(struct vma *vma, uint64_t address, struct wanted wanted);

/* The same by itself, as a page fault does it: true or false, or -EFAULT where nothing is mapped. */
int memory_set_access_flags(struct mm *mm, uint64_t address, bool by_write);
/* A write fault in a section over what the entry maps. */
int memory_upgrade_fault(struct mm *mm, uint64_t address);

#endif
