/* SPDX-License-Identifier: MIT */
#include "memory/page_table.h"

#include <string.h>

#include "core/mm.h"
#include "memory/memory.h"
#include "memory/report.h"

/* Room for `more` elements behind the first `count`. */
static void *with_room(struct mm *mm, void *array, size_t count, size_t more, size_t *capacity, size_t size)
{
    size_t wanted = *capacity ? *capacity : 16;
    void *larger;

    if (count + more <= *capacity)
        return array;
    while (wanted < count + more)
        wanted *= 2;
    larger = arena_alloc(mm->domain->arena, wanted * size);
    if (count > 0)
        memcpy(larger, array, count * size);
    *capacity = wanted;
    return larger;
}

/* Where the first entry stands that ends above the address. */
static size_t seek(const struct page_table *table, uint64_t address)
{
    size_t low = 0, high = table->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct pte *entry = &table->entries[middle];

        if (entry->address + (entry->size - 1) < address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct pte *pte_first(struct mm *mm, uint64_t start, uint64_t end)
{
    struct page_table *table = &mm->memory->table;
    size_t at = seek(table, start);

    return at < table->count && table->entries[at].address < end ? &table->entries[at] : NULL;
}

struct pte *pte_find(struct mm *mm, uint64_t address)
{
    struct pte *entry = pte_first(mm, address, UINT64_MAX);

    return entry && entry->address <= address ? entry : NULL;
}

static size_t seek_table(const struct table_set *tables, uint64_t number)
{
    size_t at = 0;

    while (at < tables->count && tables->numbers[at] < number)
        at++;
    return at;
}

bool table_exists(const struct table_set *tables, uint64_t number)
{
    size_t at = seek_table(tables, number);

    return at < tables->count && tables->numbers[at] == number;
}

static void table_add(struct mm *mm, struct table_set *tables, uint64_t number)
{
    size_t at = seek_table(tables, number);

    if (at < tables->count && tables->numbers[at] == number)
        return;
    tables->numbers = with_room(mm, tables->numbers, tables->count, 1, &tables->capacity, sizeof(*tables->numbers));
    memmove(&tables->numbers[at + 1], &tables->numbers[at], (tables->count - at) * sizeof(*tables->numbers));
    tables->numbers[at] = number;
    tables->count++;
}

void table_remove(struct table_set *tables, uint64_t number)
{
    size_t at = seek_table(tables, number);

    tables->count--;
    memmove(&tables->numbers[at], &tables->numbers[at + 1], (tables->count - at) * sizeof(*tables->numbers));
}

/* Opens a gap of that many entries at `at`. */
static struct pte *make_gap(struct mm *mm, size_t at, size_t many)
{
    struct page_table *table = &mm->memory->table;

    table->entries = with_room(mm, table->entries, table->count, many, &table->capacity, sizeof(*table->entries));
    memmove(&table->entries[at + many], &table->entries[at], (table->count - at) * sizeof(*table->entries));
    table->count += many;
    return &table->entries[at];
}

/* One event, or for a contiguous set one for each of its entries. */
static void report(const struct mm *mm, const struct pte *entry, const struct page *from, const struct page *to)
{
    uint64_t size = pte_is_set(entry) ? PAGE_BYTES : entry->size;
    uint64_t at;

    for (at = 0; at < entry->size; at += size)
        report_pte(mm, entry->address + at, size, from, to, entry->write);
}

static void note_tables(struct mm *mm, const struct pte *entry)
{
    struct page_table *table = &mm->memory->table;

    table_add(mm, &table->pmds, entry->address / PMD_TABLE_BYTES);
    if (entry->size < HUGE_BYTES)
        table_add(mm, &table->ptes, entry->address / HUGE_BYTES);
}

void pte_set(struct mm *mm, struct pte entry)
{
    *make_gap(mm, seek(&mm->memory->table, entry.address), 1) = entry;
    note_tables(mm, &entry);
    if (entry.page->size < entry.size)
        entry.page->size = entry.size; /* its first entry maps all of it */
    atomic_store(&entry.page->used, true);
    atomic_fetch_add(&entry.page->mapped, 1);
    report(mm, &entry, NULL, entry.page);
}

struct page *pte_clear(struct mm *mm, uint64_t address)
{
    struct page_table *table = &mm->memory->table;
    size_t at = seek(table, address);
    struct pte entry = table->entries[at];

    table->count--;
    memmove(&table->entries[at], &table->entries[at + 1], (table->count - at) * sizeof(*table->entries));
    atomic_fetch_sub(&entry.page->mapped, 1);
    report(mm, &entry, entry.page, NULL);
    return entry.page;
}

void pte_set_write(struct mm *mm, struct pte *entry, bool write)
{
    entry->write = write;
    pte_report_flags(mm, entry);
}

void pte_report_flags(struct mm *mm, const struct pte *entry)
{
    report(mm, entry, entry->page, entry->page);
}

/* Small entries for the same page where the first of them stands; the page has one reference yet. */
static void spread(struct mm *mm, struct pte *entries, const struct pte *huge)
{
    size_t many = huge->size / PAGE_BYTES;
    size_t i;

    for (i = 0; i < many; i++) {
        entries[i] = *huge;
        entries[i].address = huge->address + i * PAGE_BYTES;
        entries[i].size = PAGE_BYTES;
        entries[i].young = (huge->young & pte_mark(huge, entries[i].address)) != 0;
        entries[i].dirty = (huge->dirty & pte_mark(huge, entries[i].address)) != 0;
    }
    note_tables(mm, &entries[0]);
    atomic_fetch_add(&huge->page->refs, (int)many - 1);
}

void pte_split(struct mm *mm, uint64_t address)
{
    struct page_table *table = &mm->memory->table;
    size_t at = seek(table, address);
    struct pte huge = table->entries[at];
    int more = (int)(huge.size / PAGE_BYTES) - 1;

    spread(mm, make_gap(mm, at, (size_t)more), &huge);
    atomic_fetch_add(&huge.page->mapped, more);
    report(mm, &huge, huge.page, huge.page);
}

void pte_set_split(struct mm *mm, struct pte set)
{
    size_t many = set.size / PAGE_BYTES;

    spread(mm, make_gap(mm, seek(&mm->memory->table, set.address), many), &set);
    atomic_fetch_add(&set.page->mapped, (int)many);
    report(mm, &set, NULL, set.page);
}
