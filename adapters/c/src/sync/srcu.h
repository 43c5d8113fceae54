/* SPDX-License-Identifier: MIT */
#ifndef SYNC_SRCU_H
#define SYNC_SRCU_H

#include <stdint.h>

#include "sync/waitlist.h"

/*
 * Sleepable read-copy-update, by sections in order of entry: each read section has a number, a
 * grace period that begins now has to wait for every section with a smaller number, and since
 * the open ones form a list in order of entry it is enough to look at the oldest. Several grace
 * periods can be waited for at once, and none of them waits for a section that began later.
 */
struct srcu_section {
    uint64_t number;
    struct srcu_section *older, *newer;
};

/* Something to be run after a grace period, in the domain's own worker. */
struct srcu_head {
    uint64_t target;
    void (*run)(struct srcu_head *);
    struct srcu_head *next;
};

struct srcu {
    pthread_mutex_t raw;
    uint64_t next_number;
    struct srcu_section *oldest, *newest;
    struct waitlist waiters; /* of synchronize and barrier: each tests for itself when woken */
    struct srcu_head *first, *last;
    uint64_t queued, done;
    struct task *worker;
    bool worker_active;
};

/* `worker` is an idle task that runs what srcu_call queues. */
void srcu_init(struct srcu *srcu, struct task *worker);

/* The section object lives on the reader's stack. Sections of one thread may nest. */
void srcu_read_lock(struct srcu *srcu, struct srcu_section *section);
void srcu_read_unlock(struct srcu *srcu, struct srcu_section *section);

/* Waits until every section that is open now has ended. In such a section: for ever. */
void srcu_synchronize(struct srcu *srcu);

/* Has `run` called after a grace period. Never waits. */
void srcu_call(struct srcu *srcu, struct srcu_head *head, void (*run)(struct srcu_head *));

/* Waits until everything that is queued now has run. */
void srcu_barrier(struct srcu *srcu);

#endif
