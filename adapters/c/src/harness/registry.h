/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_REGISTRY_H
#define HARNESS_REGISTRY_H

#include <pthread.h>

#include "base/arena.h"

/* Objects by name. Entries stay until the world ends; any thread may look up or add. */
struct registry {
    pthread_mutex_t raw;
    struct arena *arena;
    struct registered *first;
};

void registry_init(struct registry *registry, struct arena *arena);
/* NULL if there is none of that name. */
void *registry_find(struct registry *registry, const char *name);
/* Adds an object, or puts it in the place of the one that has the name. */
void registry_set(struct registry *registry, const char *name, void *object);
/* The object of that name; if there is none, `make` makes it (once, also with several threads). */
void *registry_intern(struct registry *registry, const char *name,
                      void *(*make)(struct arena *arena, const char *name));
/* Calls `visit` for each, oldest first. */
void registry_each(struct registry *registry, void (*visit)(const char *name, void *object, void *arg), void *arg);

#endif
