/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_COPY_H
#define MEMORY_COPY_H

#include "memory/page_table.h"
#include "memory/vma.h"

/* False if a write may simply go to the page of the entry. With the page-table lock held. */
bool copy_is_needed(const struct vma *vma, const struct pte *entry);

/*
 * Copies what the entry maps for this address space alone, in a section. The reference to the
 * old page that the caller holds is used up.
 */
void copy_page(struct vma *vma, uint64_t address, const struct pte *seen);

#endif
