/* SPDX-License-Identifier: MIT */
#include "sync/rwsem.h"

#include "sync/lock_report.h"
#include "sync/raw.h"

void rwsem_init(struct rwsem *sem, struct wait_reason reason)
{
    *sem = (struct rwsem){.reason = reason};
    pthread_mutex_init(&sem->raw, NULL);
}

/* Takes the lock if its holders permit it; the queue is the caller's affair. */
static bool grant(struct rwsem *sem, enum rw_mode mode)
{
    if (sem->writer || (mode == RW_WRITE && sem->readers > 0))
        return false;
    if (mode == RW_WRITE)
        sem->writer = true;
    else
        sem->readers++;
    return true;
}

/* Hands the lock to as many from the head of the queue as can have it together. */
static void grant_waiters(struct rwsem *sem)
{
    while (!waitlist_empty(&sem->waiters) && grant(sem, (enum rw_mode)sem->waiters.head->mode))
        waitlist_wake_one(&sem->waiters);
}

static void report(const struct rwsem *sem, enum rw_mode mode, bool taken)
{
    report_lock(sem->reason, mode == RW_WRITE ? HOLD_WRITE : HOLD_READ, taken);
}

void rwsem_lock(struct rwsem *sem, enum rw_mode mode)
{
    race_point();
    raw_lock(&sem->raw);
    if (!waitlist_empty(&sem->waiters) || !grant(sem, mode))
        waitlist_wait(&sem->waiters, &sem->raw, mode, sem->reason);
    raw_unlock(&sem->raw);
    report(sem, mode, true);
}

bool rwsem_trylock(struct rwsem *sem, enum rw_mode mode)
{
    bool got;

    race_point();
    raw_lock(&sem->raw);
    got = waitlist_empty(&sem->waiters) && grant(sem, mode);
    raw_unlock(&sem->raw);
    if (got)
        report(sem, mode, true);
    return got;
}

void rwsem_unlock(struct rwsem *sem, enum rw_mode mode)
{
    race_point();
    raw_lock(&sem->raw);
    report(sem, mode, false);
    if (mode == RW_WRITE)
        sem->writer = false;
    else
        sem->readers--;
    grant_waiters(sem);
    raw_unlock(&sem->raw);
}

void rwsem_downgrade(struct rwsem *sem)
{
    raw_lock(&sem->raw);
    report(sem, RW_WRITE, false); /* as if it was let go of and taken again, with nobody between */
    report(sem, RW_READ, true);
    sem->writer = false;
    sem->readers++;
    grant_waiters(sem);
    raw_unlock(&sem->raw);
}
