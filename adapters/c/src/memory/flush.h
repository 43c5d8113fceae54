/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_FLUSH_H
#define MEMORY_FLUSH_H

#include <stdint.h>

struct mm;

/*
 * Flushes the CPUs' TLBs over [start,end), in which the smallest entry maps `stride` bytes: very
 * many are flushed as everything. From v6.6 on that tells the secondary TLBs, with what was flushed.
 */
void flush_cpus(struct mm *mm, uint64_t start, uint64_t end, uint64_t stride);
void flush_everything(struct mm *mm);

/* The entry of a page was cleared and will point to another: also up to v6.1 the secondary TLBs are told. */
void flush_replaced(struct mm *mm, uint64_t address, uint64_t size);

/* The CPUs alone: what is flushed was told to others when it was queued. */
void flush_queued(struct mm *mm);

#endif
