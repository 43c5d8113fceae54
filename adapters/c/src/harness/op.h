/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_OP_H
#define HARNESS_OP_H

#include "harness/subscriber.h"
#include "harness/world.h"
#include "core/mm_lock.h"

/* The operations that a thread can be told to do: one table, in op_table.c. */

/* Parameters; the names in op_table.c stand in the same order. */
enum parameter {
    PARAMETER_MM,
    PARAMETER_SUBSCRIBER,
    PARAMETER_TABLE,
    PARAMETER_RANGE,
    PARAMETER_TOKEN,
    PARAMETER_LOCK,
    PARAMETER_START,
    PARAMETER_END,
    PARAMETER_LENGTH,
    PARAMETER_MODE,
    PARAMETER_VIA,
    PARAMETER_COUNT,
};

/* What an operation works on: a call whose names have been looked up. */
struct operands {
    struct mm *mm;
    struct subscriber *subscriber;
    struct table *table;
    struct section_object *section;
    struct token *token;
    struct klock *lock;
    uint64_t start, end, length;
    enum rw_mode mode;
    enum mm_lock via;
};

/* What the profile has to have for an operation to exist. */
enum op_need { NEED_NOTHING, NEED_FLAGS, NEED_RANGES, NEED_GETPUT, NEED_INTERVAL, NEED_INTERVAL_PROP };

enum op_flags {
    OP_LIST = 1,           /* its subscriber is a list subscriber */
    OP_INTERVAL = 2,       /* its subscriber is an interval subscriber */
    OP_SLEEPS = 4,         /* always may wait, so it is refused where nothing may sleep */
    OP_NEW_MM = 8,         /* its mm does not exist yet */
    OP_OPENS = 16,         /* its range object is closed before */
    OP_CLOSES = 32,        /* its range object was opened by this thread */
    OP_NEEDS_TOKEN = 64,   /* its token exists already */
    OP_MAY_BE_EMPTY = 128, /* start may equal end */
};

struct op {
    const char *name;
    unsigned parameters; /* a bit for each */
    enum op_need need;
    unsigned flags;
    struct value refused; /* the result of one that OP_SLEEPS, where it must not */
    struct value (*run)(const struct operands *);
};

extern const char *const parameter_names[PARAMETER_COUNT];

/* NULL if the operation is not offered in this profile. */
const struct op *op_find(const char *name, const struct policy *policy);

/* op_mm.c */
struct value op_mm_create(const struct operands *);
struct value op_mmget_not_zero(const struct operands *);
struct value op_mmput(const struct operands *);
struct value op_mmgrab(const struct operands *);
struct value op_mmdrop(const struct operands *);
struct value op_mmap_lock(const struct operands *);
struct value op_mmap_trylock(const struct operands *);
struct value op_mmap_downgrade(const struct operands *);
struct value op_mmap_unlock(const struct operands *);
struct value op_lock(const struct operands *);
struct value op_unlock(const struct operands *);

/* op_section.c */
struct value op_invalidate(const struct operands *);
struct value op_start(const struct operands *);
struct value op_start_nonblock(const struct operands *);
struct value op_end(const struct operands *);

/* op_ranges.c */
struct value op_range_is_valid(const struct operands *);
struct value op_range_wait_valid(const struct operands *);

/* op_list.c */
struct value op_register(const struct operands *);
struct value op_register_locked(const struct operands *);
struct value op_register_null(const struct operands *);
struct value op_unregister(const struct operands *);
struct value op_get(const struct operands *);
struct value op_get_locked(const struct operands *);
struct value op_put(const struct operands *);
struct value op_synchronize(const struct operands *);

/* op_interval.c */
struct value op_interval_insert(const struct operands *);
struct value op_interval_insert_locked(const struct operands *);
struct value op_interval_insert_safe(const struct operands *);
struct value op_interval_remove(const struct operands *);
struct value op_interval_update(const struct operands *);
struct value op_read_begin(const struct operands *);
struct value op_read_retry(const struct operands *);

#endif
