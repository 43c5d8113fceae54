/* SPDX-License-Identifier: MIT */
#ifndef CORE_POLICY_H
#define CORE_POLICY_H

#include <stdbool.h>

/* Which end callbacks follow a non-blockable start walk in which a callback failed. */
enum pairing {
    ENDS_SKIPPED, /* none (before the pairing merge) */
    ENDS_ALL,     /* those of every subscriber that has one, the failing ones included */
};

/*
 * What differs between the profiles, each difference in one column. Everything that is not here
 * is the same in all of them.
 */
struct policy {
    const char *name;
    enum pairing pairing;
    bool warns_bad_start;   /* a start result that is not 0, or EAGAIN in a non-blockable range */
    bool warns_fallible;    /* a failing start of a subscriber that has an end callback */
    bool getput;            /* mmu_notifier_get, put, synchronize */
    bool interval;          /* interval notifiers */
    bool interval_prop;     /* their release callback, update and insert_safe */
    bool no_flags;          /* ranges do not say whether they may block, and never may not */
    bool tracks_ranges;     /* open sections are listed for those who ask */
    bool one_kind;          /* a table may not have both range and secondary-TLB callbacks */
};

extern const struct policy policies[];

/* NULL for a profile that this implementation does not claim. */
const struct policy *policy_find(const char *name);

#endif
