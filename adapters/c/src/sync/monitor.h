/* SPDX-License-Identifier: MIT */
#ifndef SYNC_MONITOR_H
#define SYNC_MONITOR_H

#include <pthread.h>
#include <setjmp.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "sync/race.h"
#include "sync/spin.h"

/*
 * The monitor: which threads run, and when none does.
 *
 * Threads run truly concurrently; the monitor holds nobody back. It only counts the tasks that
 * are able to run. Every wait of the program goes through waitlist.h, which tells the monitor
 * "one less" before it sleeps; whoever wakes a task says "one more" on the sleeper's behalf,
 * before it goes on itself. So the count reaches zero exactly when every task is idle or blocked
 * and nothing is on its way: `settle: "exact"`, without a clock and without sampling.
 */

/* What a blocked thread waits for; the order is that of the names in monitor.c. */
enum wait_kind {
    WAIT_GATE,
    WAIT_LOCK,
    WAIT_MMAP_LOCK,
    WAIT_RMAP_LOCK,
    WAIT_PAGE_TABLE_LOCK,
    WAIT_INTERVAL,
    WAIT_GRACE_PERIOD,
    WAIT_OTHER,
    WAIT_ENDED, /* for nothing any more: it met a fatal check, and is shown as idle */
};

struct wait_reason {
    enum wait_kind kind;
    const char *name; /* may be NULL; must outlive the wait */
};

/* The protocol's word for a kind of wait. */
const char *wait_kind_name(enum wait_kind kind);

enum task_state { TASK_IDLE, TASK_RUNNING, TASK_BLOCKED };

typedef void (*task_job)(void *);

/* A thread of a world. The POSIX thread below it comes from a pool and outlives the world. */
struct task {
    pthread_t thread;
    bool pooled; /* it has one */
    pthread_cond_t cond;
    jmp_buf unwind; /* where a cancelled task goes: out of its job, back to the pool */

    /* Written under the monitor's lock; what is atomic is also read by those who spin. */
    _Atomic(enum task_state) state;
    _Atomic(task_job) job;
    void *arg;
    struct wait_reason on;
    unsigned long interval_waits; /* how often it slept for WAIT_INTERVAL */
    bool cancelled;
    bool here; /* runs in the main thread, see task_run_here */

    struct race race; /* the task's own */
    void *context;    /* the world's own data about this task */
    struct task *next;
};

/* A task with nothing to do, or NULL if no more threads can be made. */
struct task *task_new(void *context);

/* Lets an idle task run a job. Never waits. */
void task_start(struct task *task, task_job job, void *arg);

/* A task for task_run_here only: it has no POSIX thread of its own. There is one. */
struct task *task_main(void *context);

/*
 * Main thread: runs a job as that (idle) task, without waking its POSIX thread. False if the job
 * blocks and nothing is left that could wake it: then it was left in the middle, and its world
 * is good for being looked at only.
 */
bool task_run_here(struct task *task, task_job job, void *arg);

/* The calling task; NULL in the main thread. */
struct task *task_current(void);

/* A task's state, to be read when settled. */
enum task_state task_state(struct task *task, struct wait_reason *on);

/* Main thread: waits until every task is idle or blocked. */
void monitor_settle(void);

/*
 * Main thread, when settled: takes every blocked task out of its wait and of its job, and gives
 * all tasks back to the pool. None of them executes another line of the world's code.
 */
void monitor_cancel_all(void);

/*
 * Main thread, when settled: takes all tasks out of the monitor's sight, so that another world
 * can be built beside them; and brings them back, once that one is gone.
 */
struct task *monitor_set_aside(void);
void monitor_bring_back(struct task *tasks);

/* Main thread, when settled: how long threads spin for what they wait for, before they sleep. */
void monitor_spin(unsigned relaxes, unsigned yields);

/* Blocks the calling task for ever (until cancelled). */
_Noreturn void monitor_park(struct wait_reason on);

/* For waitlist.c: the two sides of a wait. Both with `mutex` held, and the task queued under it. */
void monitor_sleep(pthread_mutex_t *mutex, struct wait_reason on);
void monitor_wake(struct task *task);

#endif
