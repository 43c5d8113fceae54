/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_NOTICE_H
#define MEMORY_NOTICE_H

#include "core/range.h"

/* Why an operation opens a section: decides what the range says, in the words of the profile. */
enum cause {
    CAUSE_UNMAP,
    CAUSE_UNMAP_HUGETLB, /* inside the section that unmaps the rest */
    CAUSE_ZAP,     /* pages go, the mapping stays */
    CAUSE_REPLACE, /* an entry will point to something else */
    CAUSE_PROTECT,
    CAUSE_UPGRADE, /* an entry will permit more */
    CAUSE_SHARE,   /* a page is shared from now on, until somebody writes */
};

/* Opens the section of an operation. Not 0: a non-blockable one was refused, and there is none. */
int notice_start(struct mmu_range *range, struct mm *mm, uint64_t start, uint64_t end, enum cause cause,
                 bool blockable);
void notice_end(struct mmu_range *range);

#endif
