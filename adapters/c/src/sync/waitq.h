/* SPDX-License-Identifier: MIT */
#ifndef SYNC_WAITQ_H
#define SYNC_WAITQ_H

#include "sync/klock.h"

/*
 * A wait queue beside a klock: wait for a condition that the lock guards. A task queues before
 * it lets go of the lock, and the condition changes only with the lock held, so no wake-up that
 * matters can fall between its test and its sleep.
 */
struct waitq {
    pthread_mutex_t raw;
    struct waitlist waiters;
    struct wait_reason reason;
};

void waitq_init(struct waitq *queue, struct wait_reason reason);

/* With `lock` held before and after: sleeps once, without the lock. The caller tests again. */
void waitq_sleep(struct waitq *queue, struct klock *lock);

void waitq_wake_all(struct waitq *queue);

#ifdef FAULT_WAKE_ONE
void waitq_wake_one(struct waitq *queue);
#endif

#endif
