/* SPDX-License-Identifier: MIT */
#ifndef SYNC_LOCK_REPORT_H
#define SYNC_LOCK_REPORT_H

#include <stdbool.h>

#include "sync/monitor.h"

/* How a lock is held: as the only one, or together with other readers. */
enum lock_hold { HOLD_MUTEX, HOLD_READ, HOLD_WRITE };

/*
 * Supplied by whoever uses the locks (harness/lock_events.c): the calling thread has taken the lock
 * that threads wait for so, or is about to let it go and nobody else has it yet.
 */
void report_lock(struct wait_reason lock, enum lock_hold hold, bool taken);

#endif
