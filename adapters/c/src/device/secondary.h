/* SPDX-License-Identifier: MIT */
#ifndef DEVICE_SECONDARY_H
#define DEVICE_SECONDARY_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct mm;
struct page;

/* A table of a device's own, or its TLB: what it maps where. Each change of it is told. */
struct secondary_entry {
    uint64_t address, size;
    struct page *page;
    bool write;
    bool clean; /* a write has to mark it first, in the page table */
    struct secondary_entry *next;
};

struct secondary {
    const char *owner; /* for those who are told */
    struct arena *arena;
    pthread_mutex_t raw;
    struct secondary_entry *entries, *spare;
};

void secondary_init(struct secondary *table, const char *owner, struct arena *arena);
/* The entry that maps the address, copied; false if there is none. */
bool secondary_find(struct secondary *table, uint64_t address, struct secondary_entry *found);
/* Sets an entry, in place of the one that begins there. */
void secondary_set(struct secondary *table, uint64_t address, uint64_t size, struct page *page, bool write);
/* The same; `next` does not matter. */
void secondary_keep(struct secondary *table, const struct secondary_entry *wanted);
/* Removes every entry that has a byte of [start,end); `removed`, if it is not NULL, gets each. */
void secondary_remove(struct secondary *table, uint64_t start, uint64_t end,
                      void (*removed)(void *, const struct secondary_entry *), void *arg);

/* What an access through the table meets: "absent", "stale", or "current", as the page table has it. */
const char *secondary_look(struct secondary *table, struct mm *mm, uint64_t address);

/* Supplied by whoever uses it (harness/memory_events.c): an entry changed; without a page it went. */
void report_secondary(const char *owner, const struct secondary_entry *entry, const struct page *page);

#endif
