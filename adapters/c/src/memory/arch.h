/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_ARCH_H
#define MEMORY_ARCH_H

#include <stdbool.h>
#include <stdint.h>

/* What differs between the architectures, each difference in one column. */
struct arch {
    const char *name;
    uint64_t most_entries;   /* that are flushed one by one; more are flushed as everything */
    bool rounds_flushes;     /* a range is rounded to what one entry of it maps */
    bool flushes_each_vma;   /* a gather is flushed where the VMA ends, not all at once in the end */
    bool software_marks;     /* the hardware sets no accessed and dirty bits: an entry without them faults */
    bool keeps_refusals;     /* a TLB may keep an entry that refuses an access until it is flushed */
    bool queues_unmaps;      /* reclaim flushes many pages at once, after their sections */
    bool contiguous;         /* sixteen entries can map 64 KiB together */
};

extern const struct arch architectures[];

/* The one that worlds have unless they ask for another. */
#define ARCH_DEFAULT (&architectures[0])

/* NULL for an architecture that this implementation does not have. */
const struct arch *arch_find(const char *name);

#endif
