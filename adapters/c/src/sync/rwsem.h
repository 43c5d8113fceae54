/* SPDX-License-Identifier: MIT */
#ifndef SYNC_RWSEM_H
#define SYNC_RWSEM_H

#include "sync/waitlist.h"

enum rw_mode { RW_READ, RW_WRITE };

/*
 * A fair reader/writer lock, like mmap_lock: requests are served in order, so a reader queues
 * behind a waiting writer, and a trylock fails where it would have to queue. It does not know
 * its holders; mm_lock.c does.
 */
struct rwsem {
    pthread_mutex_t raw;
    unsigned readers;
    bool writer;
    struct waitlist waiters;
    struct wait_reason reason;
};

void rwsem_init(struct rwsem *sem, struct wait_reason reason);
void rwsem_lock(struct rwsem *sem, enum rw_mode mode);
bool rwsem_trylock(struct rwsem *sem, enum rw_mode mode);
void rwsem_unlock(struct rwsem *sem, enum rw_mode mode);
/* Write to read without a gap. */
void rwsem_downgrade(struct rwsem *sem);

#endif
