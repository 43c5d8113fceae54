/* SPDX-License-Identifier: MIT */
#ifndef SYNC_RAW_H
#define SYNC_RAW_H

#include <pthread.h>
#include <stdlib.h>

/*
 * Raw mutexes guard a few lines each and are never held across a wait or a callback, so the
 * monitor need not know about them. A failing one is a defect of this program: stop at once.
 */

static inline void raw_lock(pthread_mutex_t *mutex)
{
    if (pthread_mutex_lock(mutex))
        abort();
}

static inline void raw_unlock(pthread_mutex_t *mutex)
{
    if (pthread_mutex_unlock(mutex))
        abort();
}

#endif
