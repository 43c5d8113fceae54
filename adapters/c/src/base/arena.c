/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "sync/raw.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

struct arena_block {
    struct arena_block *next;
    size_t size;
    _Alignas(max_align_t) unsigned char data[];
};

void arena_init(struct arena *arena)
{
    *arena = (struct arena){.blocks = NULL};
    pthread_mutex_init(&arena->raw, NULL);
}

void *arena_alloc(struct arena *arena, size_t size)
{
    struct arena_block *block = calloc(1, sizeof(*block) + size);

    if (!block)
        abort(); /* nothing sensible can be said without memory */
    block->size = size;
    raw_lock(&arena->raw);
    block->next = arena->blocks;
    arena->blocks = block;
    arena->bytes += size;
    raw_unlock(&arena->raw);
    return block->data;
}

char *arena_copy(struct arena *arena, const char *text)
{
    size_t size = strlen(text) + 1;

    return memcpy(arena_alloc(arena, size), text, size);
}

void arena_free_all(struct arena *arena)
{
    struct arena_block *block = arena->blocks;

    while (block) {
        struct arena_block *next = block->next;

        ASAN_UNPOISON_MEMORY_REGION(block->data, block->size);
        free(block);
        block = next;
    }
    arena->blocks = NULL;
    arena->bytes = 0;
    pthread_mutex_destroy(&arena->raw);
}

void poison(void *object, size_t size)
{
    memset(object, POISON_BYTE, size);
    ASAN_POISON_MEMORY_REGION(object, size);
}
