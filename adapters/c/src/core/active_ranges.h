/* SPDX-License-Identifier: MIT */
#ifndef CORE_ACTIVE_RANGES_H
#define CORE_ACTIVE_RANGES_H

#include <stdbool.h>
#include <stdint.h>

#include "sync/klock.h"
#include "sync/waitq.h"

struct mm;
struct mmu_range;
struct subscriptions;

/*
 * The list of open sections of the proposal of September 2014. Its entries are the callers' own
 * range objects: nothing is allocated. Written and read under the lock of the subscriptions.
 */
struct active_ranges {
    struct mmu_range *first, *last;
    unsigned long listed; /* the entries that count: nranges */
    struct waitq ended;
};

void active_ranges_init(struct active_ranges *ranges);

/* After the start callbacks. */
void active_ranges_add(struct subscriptions *subs, struct mmu_range *range);
/* Before the end callbacks: from here on the range is valid again. */
void active_ranges_delist(struct subscriptions *subs, struct mmu_range *range);
/* After the end callbacks: whoever waits for the range may look again. */
void active_ranges_finish(struct subscriptions *subs, struct mmu_range *range);

/* mmu_notifier_range_is_valid: false while a listed section overlaps [start,end). */
bool mmu_notifier_range_is_valid(struct mm *mm, uint64_t start, uint64_t end);
/* mmu_notifier_range_wait_valid: until no section overlaps it whose end callbacks have not run. */
void mmu_notifier_range_wait_valid(struct mm *mm, uint64_t start, uint64_t end);

#endif
