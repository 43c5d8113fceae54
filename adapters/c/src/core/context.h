/* SPDX-License-Identifier: MIT */
#ifndef CORE_CONTEXT_H
#define CORE_CONTEXT_H

#include <stdbool.h>

struct held;
struct run_log;

/* What the core knows about a task: the counterpart of a kernel's `current`. */
struct context {
    const char *name;
    struct held *held;  /* the mm locks it holds, see mm_lock.h */
    unsigned no_sleep;  /* callbacks around it that must not sleep */
    unsigned read_sections; /* walks of a list that it is in */
    unsigned depth;     /* nested operations, bounded by whoever nests them */
    struct run_log *log; /* the harness's, in a free run; else NULL */
};

/* The calling task's context. */
struct context *context_current(void);

/* Brackets a callback that must not sleep, if `applies`. */
void no_sleep_begin(bool applies);
void no_sleep_end(bool applies);

/*
 * To be called before anything that waits. Where sleeping is permitted it returns true. Else it
 * warns, names `what`, and returns false: the caller then must not wait.
 */
bool may_sleep(const char *what);

#endif
