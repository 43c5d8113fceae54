/* SPDX-License-Identifier: MIT */
#ifndef CORE_SECTION_H
#define CORE_SECTION_H

#include "core/chain.h"
#include "core/range.h"

/*
 * mmu_notifier_invalidate_range_start and _end. In a blockable range start always opens the
 * section (0). In a non-blockable one it may fail; then there is no section and no end.
 */
int section_start(struct mmu_range *range);
void section_end(struct mmu_range *range);

/* Tells those that have a TLB of their own to forget [start,end), as the profile calls them. */
void secondary_tlbs_invalidate(struct mm *mm, uint64_t start, uint64_t end);

/* True if a subscriber has used [start,end) since it was aged. */
bool secondary_young(struct mm *mm, uint64_t start, uint64_t end, enum ageing how);

#endif
