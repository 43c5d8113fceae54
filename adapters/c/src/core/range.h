/* SPDX-License-Identifier: MIT */
#ifndef CORE_RANGE_H
#define CORE_RANGE_H

#include <stdbool.h>
#include <stdint.h>

struct mm;

/* Where a range object stands in the list of open sections. */
enum range_tracked {
    RANGE_UNLISTED,
    RANGE_LISTED,
    RANGE_ENDING, /* off the list for those who ask; its end callbacks are still to come */
};

/* What a section is about: the half-open range [start,end) of one address space. */
struct mmu_range {
    struct mm *mm;
    uint64_t start;
    uint64_t end;
    bool blockable;
    const char *kind; /* the event; NULL where there is none */
    bool only_end;    /* its end does not call invalidate_range: all was told before */
    enum range_tracked tracked;
    struct mmu_range *previous, *next; /* in the list of open sections */
};

#endif
