/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_SWAP_H
#define MEMORY_SWAP_H

#include "memory/page.h"

struct mm;

/*
 * What pages held that a process had for itself, and that were reclaimed: a fault brings it back.
 * All of it under the page-table lock.
 */
struct swapped {
    uint64_t address;
    enum content content;
    struct swapped *next;
};

void swap_out(struct mm *mm, uint64_t address, enum content content);
/* True if there was something; it is gone then. */
bool swap_in(struct mm *mm, uint64_t address, enum content *content);
/* What is in [start,end) is lost. */
void swap_drop(struct mm *mm, uint64_t start, uint64_t end);
/* The child has the same in [start,end). With the page-table locks of both. */
void swap_copy(struct mm *mm, struct mm *child, uint64_t start, uint64_t end);

#endif
