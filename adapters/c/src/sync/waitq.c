/* SPDX-License-Identifier: MIT */
#include "sync/waitq.h"

#include "sync/raw.h"

void waitq_init(struct waitq *queue, struct wait_reason reason)
{
    *queue = (struct waitq){.reason = reason};
    pthread_mutex_init(&queue->raw, NULL);
}

void waitq_sleep(struct waitq *queue, struct klock *lock)
{
#ifndef FAULT_LOST_WAKEUP
    raw_lock(&queue->raw); /* a waker has to take it, and we keep it until we sleep */
#endif
    klock_unlock(lock);
    race_window();
#ifdef FAULT_LOST_WAKEUP
    raw_lock(&queue->raw); /* planted: who wakes before this finds nobody */
#endif
    waitlist_wait(&queue->waiters, &queue->raw, 0, queue->reason);
    raw_unlock(&queue->raw);
    klock_lock(lock);
}

void waitq_wake_all(struct waitq *queue)
{
    race_window();
    raw_lock(&queue->raw);
    waitlist_wake_all(&queue->waiters);
    raw_unlock(&queue->raw);
}

#ifdef FAULT_WAKE_ONE
void waitq_wake_one(struct waitq *queue)
{
    raw_lock(&queue->raw);
    waitlist_wake_one(&queue->waiters);
    raw_unlock(&queue->raw);
}
#endif
