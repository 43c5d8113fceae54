/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "sync/raw.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

/* What a block holds; one object that is larger has a block to itself. */
#define BLOCK_BYTES ((size_t)16 * 1024)
#define ALIGNMENT _Alignof(max_align_t)
/* Left between objects, so that AddressSanitizer sees who reads beyond one. */
#define GAP ALIGNMENT
#define SPARE_BLOCKS 64

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    _Alignas(max_align_t) unsigned char data[];
};

/* Blocks of the usual size that nobody uses: a world is built thousands of times a second. */
static struct {
    pthread_mutex_t raw;
    struct arena_block *first;
    unsigned count;
} spare = {.raw = PTHREAD_MUTEX_INITIALIZER};

static struct arena_block *take_spare(void)
{
    struct arena_block *block;

    raw_lock(&spare.raw);
    block = spare.first;
    if (block) {
        spare.first = block->next;
        spare.count--;
    }
    raw_unlock(&spare.raw);
    return block;
}

static bool give_spare(struct arena_block *block)
{
    bool kept;

    raw_lock(&spare.raw);
    kept = block->size == BLOCK_BYTES && spare.count < SPARE_BLOCKS;
    if (kept) {
        block->next = spare.first;
        spare.first = block;
        spare.count++;
    }
    raw_unlock(&spare.raw);
    return kept;
}

static struct arena_block *new_block(size_t size)
{
    struct arena_block *block = size <= BLOCK_BYTES ? take_spare() : NULL;

    if (size < BLOCK_BYTES)
        size = BLOCK_BYTES;
    if (!block)
        block = malloc(sizeof(*block) + size);
    if (!block)
        abort(); /* nothing sensible can be said without memory */
    block->size = size;
    block->used = 0;
    ASAN_POISON_MEMORY_REGION(block->data, size);
    return block;
}

void arena_init(struct arena *arena)
{
    *arena = (struct arena){.blocks = NULL};
    pthread_mutex_init(&arena->raw, NULL);
}

/* The place of an object of that size, with the gap behind it. */
static void *place(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->blocks;

    if (!block || block->size - block->used < size) {
        block = new_block(size);
        block->next = arena->blocks;
        arena->blocks = block;
    }
    block->used += size;
    return block->data + block->used - size;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    void *object;

    raw_lock(&arena->raw);
    object = place(arena, (size + GAP + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    raw_unlock(&arena->raw);
    ASAN_UNPOISON_MEMORY_REGION(object, size);
    return memset(object, 0, size);
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
        if (!give_spare(block))
            free(block);
        block = next;
    }
    arena->blocks = NULL;
    pthread_mutex_destroy(&arena->raw);
}

void poison(void *object, size_t size)
{
    memset(object, POISON_BYTE, size);
    ASAN_POISON_MEMORY_REGION(object, size);
}
