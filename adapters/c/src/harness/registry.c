/* SPDX-License-Identifier: MIT */
#include "harness/registry.h"

#include <string.h>

#include "sync/raw.h"

struct registered {
    const char *name;
    void *object;
    struct registered *next;
};

void registry_init(struct registry *registry, struct arena *arena)
{
    *registry = (struct registry){.arena = arena};
    pthread_mutex_init(&registry->raw, NULL);
}

/* The link to the entry of that name, or the end of the list. */
static struct registered **seek(struct registry *registry, const char *name)
{
    struct registered **link = &registry->first;

    while (*link && strcmp((*link)->name, name) != 0)
        link = &(*link)->next;
    return link;
}

static struct registered *append(struct registry *registry, struct registered **end, const char *name)
{
    struct registered *entry = arena_alloc(registry->arena, sizeof(*entry));

    entry->name = arena_copy(registry->arena, name);
    *end = entry;
    return entry;
}

void *registry_find(struct registry *registry, const char *name)
{
    struct registered *entry;
    void *object;

    raw_lock(&registry->raw);
    entry = *seek(registry, name);
    object = entry ? entry->object : NULL;
    raw_unlock(&registry->raw);
    return object;
}

void registry_set(struct registry *registry, const char *name, void *object)
{
    struct registered **link;

    raw_lock(&registry->raw);
    link = seek(registry, name);
    if (!*link)
        append(registry, link, name);
    (*link)->object = object;
    raw_unlock(&registry->raw);
}

void *registry_intern(struct registry *registry, const char *name,
                      void *(*make)(struct arena *arena, const char *name))
{
    struct registered **link;
    struct registered *entry;

    raw_lock(&registry->raw);
    link = seek(registry, name);
    entry = *link;
    if (!entry) {
        entry = append(registry, link, name);
        entry->object = make(registry->arena, entry->name);
    }
    raw_unlock(&registry->raw);
    return entry->object;
}

void registry_each(struct registry *registry, void (*visit)(const char *name, void *object, void *arg), void *arg)
{
    struct registered *entry;

    raw_lock(&registry->raw);
    for (entry = registry->first; entry; entry = entry->next)
        visit(entry->name, entry->object, arg);
    raw_unlock(&registry->raw);
}
