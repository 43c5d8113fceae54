/* SPDX-License-Identifier: MIT */
#ifndef CORE_RANGE_H
#define CORE_RANGE_H

#include <stdbool.h>
#include <stdint.h>

struct mm;

/* What a section is about: the half-open range [start,end) of one address space. */
struct mmu_range {
    struct mm *mm;
    uint64_t start;
    uint64_t end;
    bool blockable;
    const char *kind; /* the event; NULL where there is none */
};

#endif
