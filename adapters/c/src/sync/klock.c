/* SPDX-License-Identifier: MIT */
#include "sync/klock.h"

#include "sync/lock_report.h"
#include "sync/raw.h"

void klock_init(struct klock *lock, struct wait_reason reason)
{
    *lock = (struct klock){.reason = reason};
    pthread_mutex_init(&lock->raw, NULL);
}

void klock_lock(struct klock *lock)
{
    race_point();
    raw_lock(&lock->raw);
    if (lock->owner)
        waitlist_wait(&lock->waiters, &lock->raw, 0, lock->reason); /* handed over by unlock */
    else
        lock->owner = task_current();
    raw_unlock(&lock->raw);
    report_lock(lock->reason, HOLD_MUTEX, true);
    race_point();
}

bool klock_trylock(struct klock *lock)
{
    bool got;

    race_point();
    raw_lock(&lock->raw);
    got = !lock->owner;
    if (got)
        lock->owner = task_current();
    raw_unlock(&lock->raw);
    if (got)
        report_lock(lock->reason, HOLD_MUTEX, true);
    return got;
}

bool klock_unlock(struct klock *lock)
{
    bool held;

    race_point();
    raw_lock(&lock->raw);
    held = lock->owner == task_current();
    if (held) {
        report_lock(lock->reason, HOLD_MUTEX, false);
        lock->owner = waitlist_empty(&lock->waiters) ? NULL : lock->waiters.head->task;
        waitlist_wake_one(&lock->waiters);
    }
    raw_unlock(&lock->raw);
    race_point();
    return held;
}
