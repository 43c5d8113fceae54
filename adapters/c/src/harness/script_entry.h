/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_SCRIPT_ENTRY_H
#define HARNESS_SCRIPT_ENTRY_H

#include "harness/call.h"
#include "harness/callback.h"

/* A script as it is kept: read once, run often, never changed. */
enum step_kind {
    STEP_GATE,
    STEP_LOCK,
    STEP_UNLOCK,
    STEP_SET_SEQ,
    STEP_ZAP,
    STEP_SLEEP,
    STEP_CALL,
    STEP_RETURN,
};

struct script_step {
    enum step_kind kind;
    struct gate *gate;
    struct klock *lock;
    struct call call;
    struct value value;
    struct script_step *next;
};

/* Which calls of the callback an entry is for; what is not set selects all. */
struct script_selector {
    const char *thread;
    unsigned call;
    bool has_blockable, blockable;
    const char *kind;
};

struct script_entry {
    struct subscriber *subscriber; /* either this */
    struct table *table;           /* or every object of this */
    enum callback callback;
    struct script_selector when;
    struct script_step *steps;
    struct script_entry *older;
};

#endif
