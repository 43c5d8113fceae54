/* SPDX-License-Identifier: MIT */
#include "core/tracker.h"

#include "sync/raw.h"

struct tracked {
    const void *object;
    struct mm *mm;
    struct tracked *next;
};

void tracker_init(struct tracker *tracker, struct arena *arena)
{
    *tracker = (struct tracker){.arena = arena};
    pthread_mutex_init(&tracker->raw, NULL);
}

/* The link that points to the object's entry, or the end of the list. */
static struct tracked **seek(struct tracker *tracker, const void *object)
{
    struct tracked **link = &tracker->first;

    while (*link && (*link)->object != object)
        link = &(*link)->next;
    return link;
}

bool tracker_add(struct tracker *tracker, const void *object, struct mm *mm)
{
    struct tracked **link;
    bool added;

    raw_lock(&tracker->raw);
    link = seek(tracker, object);
    added = !*link;
    if (added) {
        struct tracked *entry = tracker->spare;

        if (entry)
            tracker->spare = entry->next;
        else
            entry = arena_alloc(tracker->arena, sizeof(*entry));
        *entry = (struct tracked){.object = object, .mm = mm};
        *link = entry;
    }
    raw_unlock(&tracker->raw);
    return added;
}

struct mm *tracker_find(struct tracker *tracker, const void *object)
{
    struct tracked *entry;
    struct mm *mm;

    raw_lock(&tracker->raw);
    entry = *seek(tracker, object);
    mm = entry ? entry->mm : NULL;
    raw_unlock(&tracker->raw);
    return mm;
}

void tracker_remove(struct tracker *tracker, const void *object)
{
    struct tracked **link;

    raw_lock(&tracker->raw);
    link = seek(tracker, object);
    if (*link) {
        struct tracked *entry = *link;

        *link = entry->next;
        entry->next = tracker->spare;
        tracker->spare = entry;
    }
    raw_unlock(&tracker->raw);
}
