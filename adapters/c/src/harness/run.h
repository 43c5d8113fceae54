/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_RUN_H
#define HARNESS_RUN_H

#include <pthread.h>
#include <stdatomic.h>

#include "harness/call.h"
#include "harness/histogram.h"
#include "harness/methods.h"
#include "harness/run_column.h"
#include "harness/run_log.h"

/*
 * A free run: the same threads with the same calls, at full speed beside each other, many times
 * over, each time in a fresh world. For the run_*.c files only; others use run_method.
 */

#define RUN_FINDINGS 16

/* One call of a thread, made. */
struct run_done {
    unsigned long begin, end; /* stamps */
    struct value result;
    bool waited;
};

struct run_thread {
    struct run *run;
    const char *name;
    struct call *calls;
    size_t count;
    unsigned number; /* among the threads */

    /* of the iteration; written by the thread itself */
    struct thread *thread;
    struct run_done *done;
    size_t begun, finished;
    unsigned long waits; /* before the call that it is in */
};

struct run {
    const struct policy *policy;
    const struct arch *arch;
    const struct json *setup; /* the first request */
    bool setup_blocks;        /* so its calls need threads that can stay blocked */
    struct run_thread *threads;
    unsigned thread_count;
    struct run_column *columns;
    size_t column_count;
    uint64_t seed;
    unsigned long iterations, max_executions;
    double max_seconds;
    bool frees;            /* the thread that runs free_notifier has something to do */
    bool crowded;          /* there are more threads than CPUs */
    unsigned spin_relaxes; /* how long threads spin before they let others have the CPU */
    unsigned yields_in;    /* a long delay is a yield once in so many times; 0: never */

    struct run_log **logs; /* of the iteration; kept for the next one */
    size_t log_count, log_capacity;
    pthread_mutex_t raw; /* guards the findings */
    const char *findings[RUN_FINDINGS];
    size_t finding_count;
    atomic_uint arrived;            /* at the barrier */
    _Atomic(const char *) refused;  /* why a call could not be made at all */

    struct histogram histogram;
    unsigned long executions, overlapped;
    const char *cut;
};

/* run_read.c: what the parameters ask for. Makes a world, in which operations are looked up. */
enum rpc_error run_read(const struct json *params, struct arena *arena, struct run *run, const char **why);

/* run_setup.c: carries out the setup in the world that is. */
enum setup_end { SETUP_DONE, SETUP_BLOCKED, SETUP_REFUSED };
enum setup_end run_setup(struct run *run, enum rpc_error *error, const char **why);

/* run_thread.c: the job of one thread in one iteration. */
void run_thread_job(void *run_thread);

/* NULL where no thread has that name. */
const struct run_thread *run_thread_named(const struct run *run, const char *name);
/* True if calls of two threads were under way at the same time. */
bool run_overlapped(const struct run *run);

/* run_outcome.c: what the iteration shows, as members of a RunOutcome. When settled. */
void run_outcome(struct run *run, struct buffer *out);

#endif
