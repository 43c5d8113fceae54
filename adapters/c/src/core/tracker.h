/* SPDX-License-Identifier: MIT */
#ifndef CORE_TRACKER_H
#define CORE_TRACKER_H

#include <pthread.h>
#include <stdbool.h>

#include "base/arena.h"

/*
 * The set of objects that are inserted somewhere, by address: what a kernel's debugobjects do.
 * With it a second remove, an update of something that was taken off, or the insertion of what
 * is still queued is diagnosed without reading the object, whose memory may hold anything.
 */
struct tracker {
    pthread_mutex_t raw;
    struct tracked *first;
    struct tracked *spare;
    struct arena *arena;
};

struct mm;

void tracker_init(struct tracker *tracker, struct arena *arena);
/* False if the object is there already. */
bool tracker_add(struct tracker *tracker, const void *object, struct mm *mm);
/* The mm it was added with; NULL if it is not there. */
struct mm *tracker_find(struct tracker *tracker, const void *object);
void tracker_remove(struct tracker *tracker, const void *object);

#endif
