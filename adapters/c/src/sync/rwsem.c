/* SPDX-License-Identifier: MIT */
#include "sync/rwsem.h"

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

void rwsem_lock(struct rwsem *sem, enum rw_mode mode)
{
    race_point();
    raw_lock(&sem->raw);
    if (!waitlist_empty(&sem->waiters) || !grant(sem, mode))
        waitlist_wait(&sem->waiters, &sem->raw, mode, sem->reason);
    raw_unlock(&sem->raw);
}

bool rwsem_trylock(struct rwsem *sem, enum rw_mode mode)
{
    bool got;

    race_point();
    raw_lock(&sem->raw);
    got = waitlist_empty(&sem->waiters) && grant(sem, mode);
    raw_unlock(&sem->raw);
    return got;
}

void rwsem_unlock(struct rwsem *sem, enum rw_mode mode)
{
    race_point();
    raw_lock(&sem->raw);
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
    sem->writer = false;
    sem->readers++;
    grant_waiters(sem);
    raw_unlock(&sem->raw);
}
