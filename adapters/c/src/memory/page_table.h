/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_PAGE_TABLE_H
#define MEMORY_PAGE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory/page.h"

struct mm;

/* An entry that is there, or a set of sixteen that map one page. Each holds a reference to its page. */
struct pte {
    uint64_t address, size;
    struct page *page;
    bool write;
    uint16_t young, dirty; /* marks: a bit for each entry of a contiguous set, else one */
};

static inline bool pte_is_set(const struct pte *entry)
{
    return entry->size == SET_BYTES;
}

/* The mark of the entry that maps the address. */
static inline uint16_t pte_mark(const struct pte *entry, uint64_t address)
{
    return pte_is_set(entry) ? (uint16_t)(1u << (address - entry->address) / PAGE_BYTES) : 1;
}

static inline uint16_t pte_all_marks(const struct pte *entry)
{
    return pte_is_set(entry) ? UINT16_MAX : 1;
}

/* Numbers of tables that exist, each of which maps a span of the same size. */
struct table_set {
    uint64_t *numbers; /* ascending */
    size_t count, capacity;
};

/*
 * The entries in ascending order, and which tables of entries (2 MiB each) and of PMDs (1 GiB
 * each) exist. All of it under the page-table lock.
 */
struct page_table {
    struct pte *entries;
    size_t count, capacity;
    struct table_set ptes, pmds;
};

#define PMD_TABLE_BYTES UINT64_C(0x40000000)
#define PUD_TABLE_BYTES UINT64_C(0x8000000000)

/* The entry that maps the address, or NULL. Good until the next change. */
struct pte *pte_find(struct mm *mm, uint64_t address);
/* The first entry that maps a byte of [start,end), or NULL. */
struct pte *pte_first(struct mm *mm, uint64_t start, uint64_t end);
/* A new entry, where there is none; it takes over the caller's reference. */
void pte_set(struct mm *mm, struct pte entry);
/* The reference of the entry is the caller's. */
struct page *pte_clear(struct mm *mm, uint64_t address);
void pte_set_write(struct mm *mm, struct pte *entry, bool write);
/* Flags changed, and nothing else: tells so. */
void pte_report_flags(struct mm *mm, const struct pte *entry);
/* As pte_set, in small entries. */
void pte_set_split(struct mm *mm, struct pte set);
/* Small entries for the same page in place of a huge one. */
void pte_split(struct mm *mm, uint64_t address);

bool table_exists(const struct table_set *tables, uint64_t number);
void table_remove(struct table_set *tables, uint64_t number);

#endif
