/* SPDX-License-Identifier: MIT */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Memory that is let go of all at once: everything of a world, or of a request. An object whose
 * life ends earlier is poisoned and stays, so that a use after its end shows as such instead of
 * hitting whatever came to lie there. May be used by several threads.
 */
struct arena {
    pthread_mutex_t raw;
    struct arena_block *blocks; /* the first one has room */
};

void arena_init(struct arena *arena);
/* Zeroed memory. Does not return without it. */
void *arena_alloc(struct arena *arena, size_t size);
char *arena_copy(struct arena *arena, const char *text);
void arena_free_all(struct arena *arena);

#define POISON_BYTE 0x6b
#define POISON_WORD 0x6b6b6b6bu

/* Marks memory as dead: its content is destroyed, and with AddressSanitizer touching it traps. */
void poison(void *object, size_t size);

#endif
