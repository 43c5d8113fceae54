/* SPDX-License-Identifier: MIT */
#ifndef SYNC_WAITLIST_H
#define SYNC_WAITLIST_H

#include "sync/monitor.h"

/*
 * A queue of sleeping tasks, first come first served. The only way to sleep in this program.
 * The owner's raw mutex guards the queue; it is let go while a task sleeps.
 */
struct waiter {
    struct task *task;
    int mode; /* free for the owner: what the waiter asks for */
    struct waiter *next;
};

struct waitlist {
    struct waiter *head;
    struct waiter *tail;
};

static inline bool waitlist_empty(const struct waitlist *list)
{
    return !list->head;
}

/* Queues the calling task and sleeps until it is woken. `mutex` is held before and after. */
void waitlist_wait(struct waitlist *list, pthread_mutex_t *mutex, int mode, struct wait_reason on);

/* Wakes the first in the queue; false if there is none. With the owner's mutex held. */
bool waitlist_wake_one(struct waitlist *list);

/* Wakes everybody. With the owner's mutex held. */
void waitlist_wake_all(struct waitlist *list);

#endif
