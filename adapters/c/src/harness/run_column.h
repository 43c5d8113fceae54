/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_RUN_COLUMN_H
#define HARNESS_RUN_COLUMN_H

#include "harness/callback.h"
#include "harness/methods.h"

struct run;

/* What an outcome tells: the protocol's RunColumn. */
enum column_kind { COLUMN_RESULT, COLUMN_WAITED, COLUMN_CALLS, COLUMN_CALLER, COLUMN_WARNINGS, COLUMN_FREED,
                   COLUMN_ENTRY, COLUMN_FLAGS, COLUMN_COMMANDS, COLUMN_CONTEXT };

struct run_column {
    enum column_kind kind;
    const char *name; /* of a thread for result and waited, a subscriber or who is given commands, or an mm */
    size_t call;      /* from 1 */
    enum callback callback;
    const char *command;
    const char *thread; /* calls: in that one only; or NULL */
    uint64_t address;   /* entry, flags: of the page */
};

/* The list `observe`; its columns live in `arena`. After the threads have been read. */
enum rpc_error run_columns_read(const struct json *observe, struct arena *arena, struct run *run, const char **why);

/* The column's value in the iteration that has settled, as an element of an array. */
void run_column_value(const struct run *run, const struct run_column *column, struct buffer *out);

#endif
