/* SPDX-License-Identifier: MIT */
#ifndef DEVICE_SHADOW_H
#define DEVICE_SHADOW_H

#include "device/secondary.h"
#include "sync/klock.h"
#include "sync/waitq.h"

struct mmu_range;

/*
 * A table that follows sections: what is open is known, and a sequence tells what has ended. What
 * was looked up is mapped only if neither concerns it.
 */
struct shadow {
    struct secondary *entries;
    bool references; /* each entry holds one; both go in the end of a section, not in its start */
    struct klock lock;
    uint64_t seq;
    struct shadow_section *open, *spare;
    bool released;
    struct waitq ended;
};

void shadow_init(struct shadow *shadow, struct secondary *entries, bool references);
void shadow_start(struct shadow *shadow, const struct mmu_range *range);
/* One that the shadow has not seen the start of changes nothing. */
void shadow_end(struct shadow *shadow, const struct mmu_range *range);
/* Every entry goes, and no other comes. */
void shadow_release(struct shadow *shadow);

uint64_t shadow_sample(struct shadow *shadow);
/* Until no section is open; a look-up comes after it. */
void shadow_wait(struct shadow *shadow);
/* False, and nothing mapped, if a section is open over the address, or one has ended since the sample. */
bool shadow_map(struct shadow *shadow, uint64_t address, struct page *page, bool write, uint64_t seq);

#endif
