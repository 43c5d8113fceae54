/* SPDX-License-Identifier: MIT */
#ifndef SYNC_KLOCK_H
#define SYNC_KLOCK_H

#include "sync/waitlist.h"

/*
 * A fair mutex that the monitor can see: user locks, and the lock of an address space's
 * subscriptions. Letting go hands it to the longest waiter. Taking it twice blocks for ever.
 */
struct klock {
    pthread_mutex_t raw;
    struct task *owner;
    struct waitlist waiters;
    struct wait_reason reason;
};

void klock_init(struct klock *lock, struct wait_reason reason);
void klock_lock(struct klock *lock);
bool klock_trylock(struct klock *lock);
/* False, and nothing done, if the calling task does not hold it. */
bool klock_unlock(struct klock *lock);

#endif
