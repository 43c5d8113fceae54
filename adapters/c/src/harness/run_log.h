/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_RUN_LOG_H
#define HARNESS_RUN_LOG_H

#include "harness/callback.h"

/*
 * What is written down in a free run, in place of events: each thread has notes of its own, so
 * that writing them lets no thread wait for another. They are read when everything has settled.
 */
struct run;

struct run_record {
    unsigned long stamp;
    enum callback callback; /* CALLBACK_COUNT: it is a command of an IOMMU */
    const char *command;
    const char *context; /* what the command `context` wrote, or NULL */
    const char *subscriber;
    bool paired; /* the subscriber has callbacks for start and end */
    struct mm *mm;
    uint64_t start, end;
};

struct run_log {
    struct context *context; /* whose notes they are */
    struct run_record *records;
    size_t count, capacity;
    size_t before;     /* so many are of the setup */
    unsigned warnings; /* since the setup */
};

/* Empty notes for a thread of a new world. Main thread. */
struct run_log *run_log_new(struct run *run, struct context *context);

/* The next moment: what happened before has a smaller number, in whatever thread. */
unsigned long run_stamp(void);

/* A callback is entered by the calling thread. */
void run_log_callback(struct run_log *log, const struct callback_call *call);
/* The calling thread gives a command to the IOMMU. */
void run_log_command(struct run_log *log, const char *subscriber, const char *command, const char *context);
/* False if the thread has written down more than a sound program can cause. */
bool run_log_within_budget(const struct run_log *log);

/* Something that is wrong in whatever program; known already is not written down again. */
void run_finding(struct run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
