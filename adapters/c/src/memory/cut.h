/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_CUT_H
#define MEMORY_CUT_H

#include <stdint.h>

struct mm;
struct pte;

/* Entries of their own in place of a contiguous set, by way of nothing. With the page-table lock held. */
void unfold(struct mm *mm, const struct pte *set);

/*
 * Splits what maps more than a page and has the address in its middle: a huge entry in a section of
 * its own, a contiguous set without one.
 */
void split_huge_at(struct mm *mm, uint64_t address);

/* Splits the huge entry for the address, if there is one, in a section. */
void split_huge(struct mm *mm, uint64_t address);

/* Cuts VMAs and entries at the ends of [start,end). With the VMAs of the range locked for write. */
void cut_ends(struct mm *mm, uint64_t start, uint64_t end);

#endif
