/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_CALLBACK_H
#define HARNESS_CALLBACK_H

#include <stdbool.h>
#include <stdint.h>

#include "core/range.h"
#include "harness/value.h"

/* The callbacks that a subscriber can have; names in callback.c in the same order. */
enum callback {
    CALLBACK_RELEASE, /* of both kinds of subscribers */
    CALLBACK_CLEAR_FLUSH_YOUNG,
    CALLBACK_CLEAR_YOUNG,
    CALLBACK_TEST_YOUNG,
    CALLBACK_CHANGE_PTE,
    CALLBACK_INVALIDATE_PAGE,
    CALLBACK_INVALIDATE_RANGE_START,
    CALLBACK_INVALIDATE_RANGE_END,
    CALLBACK_INVALIDATE_RANGE,
    CALLBACK_ARCH_INVALIDATE_SECONDARY_TLBS,
    CALLBACK_ALLOC_NOTIFIER,
    CALLBACK_FREE_NOTIFIER,
    CALLBACK_INVALIDATE, /* of interval subscribers */
    CALLBACK_COUNT,
};

struct interval_notifier;
struct subscriber;
struct table;

/* One call of a callback, on its way to the script. */
struct callback_call {
    enum callback callback;
    struct subscriber *subscriber; /* NULL for alloc_notifier: there is none yet */
    struct table *table;           /* list subscribers only */
    const char *name;              /* the subscriber's, for events */
    unsigned number;               /* the n-th call, from 1 */
    struct mm *mm;
    const struct mmu_range *range; /* NULL for callbacks without one */
    bool bare_range;               /* the callback is given a start and an end, and nothing else of it */
    struct interval_notifier *interval;
    uint64_t seq; /* what invalidate was given */
};

const char *callback_name(enum callback callback);
/* False for an unknown name. */
bool callback_find(const char *name, enum callback *callback);
/* What the callback answers if no script says otherwise. */
struct value callback_default(enum callback callback);
/* True if a script may have the callback answer this; where there is no result it is ignored. */
bool callback_can_answer(enum callback callback, struct value value);

/* Runs the callback: the event of its entry, the script, the event of its exit. */
struct value callback_run(const struct callback_call *call);

#endif
