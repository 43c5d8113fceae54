/* SPDX-License-Identifier: MIT */
#include "harness/subscriber.h"

#include <stddef.h>
#include <string.h>

#include "core/tracker.h"
#include "harness/list_callbacks.h"
#include "harness/interval_callbacks.h"
#include "harness/world.h"
#include "sync/raw.h"

struct table *table_define(const char *name, unsigned callbacks)
{
    struct table *table = arena_alloc(&the_world->arena, sizeof(*table));

    table->name = arena_copy(&the_world->arena, name);
    table->callbacks = callbacks;
    list_callbacks_fill(&table->ops, callbacks);
    return table;
}

static struct subscriber *define(const char *name)
{
    struct subscriber *subscriber = arena_alloc(&the_world->arena, sizeof(*subscriber));

    subscriber->name = arena_copy(&the_world->arena, name);
    secondary_init(&subscriber->secondary, subscriber->name, &the_world->arena);
    registry_set(&the_world->subscribers, name, subscriber);
    return subscriber;
}

struct subscriber *subscriber_define_list(const char *name, unsigned callbacks, struct table *table)
{
    struct subscriber *subscriber = define(name);

    subscriber->table = table ? table : table_define(name, callbacks);
    return subscriber;
}

struct subscriber *subscriber_define_interval(const char *name, unsigned callbacks, bool garbage)
{
    struct subscriber *subscriber = define(name);

    subscriber->is_interval = true;
    subscriber->garbage = garbage;
    interval_callbacks_fill(&subscriber->interval_ops, callbacks);
    return subscriber;
}

bool subscriber_in_use(struct subscriber *subscriber)
{
    struct list_object *list = atomic_load(&subscriber->list);
    struct interval_object *interval = atomic_load(&subscriber->interval);

    return (list && list->core.users > 0) || (interval && tracker_find(&the_world->tracker, &interval->core));
}

struct mmu_notifier *subscriber_list_object(struct subscriber *subscriber)
{
    struct list_object *object;

    raw_lock(&the_world->objects);
    object = atomic_load(&subscriber->list);
    if (!object) {
        object = arena_alloc(&the_world->arena, sizeof(*object));
        object->owner = subscriber;
        object->core.ops = &subscriber->table->ops;
        atomic_store(&subscriber->list, object);
    }
    raw_unlock(&the_world->objects);
    return &object->core;
}

void subscriber_retire_list(struct list_object *object)
{
    raw_lock(&the_world->objects);
    if (atomic_load(&object->owner->list) == object)
        atomic_store(&object->owner->list, NULL);
    if (the_world->run) /* only marked: who touches it too late is to be seen, and not to crash */
        atomic_store(&object->core.mark, POISON_WORD);
    else
        poison(&object->core, sizeof(object->core));
    raw_unlock(&the_world->objects);
}

static struct interval_object *new_interval_object(struct subscriber *subscriber)
{
    struct interval_object *object = arena_alloc(&the_world->arena, sizeof(*object));

    object->owner = subscriber;
    if (subscriber->garbage)
        memset((void *)&object->core, 0xa5, sizeof(object->core));
    return object;
}

struct interval_object *subscriber_interval_object(struct subscriber *subscriber)
{
    struct interval_object *object;

    raw_lock(&the_world->objects);
    object = atomic_load(&subscriber->interval);
    if (!object) {
        object = new_interval_object(subscriber);
        atomic_store(&subscriber->interval, object);
    }
    object->inserts++;
    raw_unlock(&the_world->objects);
    return object;
}

void subscriber_retire_interval(struct interval_object *object, unsigned inserts)
{
    raw_lock(&the_world->objects);
    if (object->inserts == inserts) {
        if (atomic_load(&object->owner->interval) == object)
            atomic_store(&object->owner->interval, NULL);
        if (the_world->run) /* as above */
            atomic_store(&object->core.magic, POISON_WORD);
        else
            poison(&object->core, sizeof(object->core));
    }
    raw_unlock(&the_world->objects);
}

unsigned subscriber_inserts(struct interval_object *object)
{
    unsigned inserts;

    raw_lock(&the_world->objects);
    inserts = object->inserts;
    raw_unlock(&the_world->objects);
    return inserts;
}
