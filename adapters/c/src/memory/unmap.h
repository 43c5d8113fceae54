/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_UNMAP_H
#define MEMORY_UNMAP_H

struct mm;

/* The end of an address space: everything is unmapped in one section. */
void unmap_all(struct mm *mm);

#endif
