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

static void note_tables(struct mm *mm, const struct pte *entry)
{
    struct page_table *table = &mm->memory->table;

    table_add(mm, &table->pmds, entry->address / PMD_TABLE_BYTES);
    if (entry->size == PAGE_BYTES)
        table_add(mm, &table->ptes, entry->address / HUGE_BYTES);
}

void pte_set(struct mm *mm, struct pte entry)
{
    *make_gap(mm, seek(&mm->memory->table, entry.address), 1) = entry;
    note_tables(mm, &entry);
    atomic_store(&entry.page->used, true);
    atomic_fetch_add(&entry.page->mapped, 1);
    report_pte(mm, entry.address, entry.size, NULL, entry.page, entry.write);
}

struct page *pte_clear(struct mm *mm, uint64_t address)
{
    struct page_table *table = &mm->memory->table;
    size_t at = seek(table, address);
    struct pte entry = table->entries[at];

    table->count--;
    memmove(&table->entries[at], &table->entries[at + 1], (table->count - at) * sizeof(*table->entries));
    atomic_fetch_sub(&entry.page->mapped, 1);
    report_pte(mm, entry.address, entry.size, entry.page, NULL, false);
    return entry.page;
}

void pte_set_write(struct mm *mm, struct pte *entry, bool write)
{
    entry->write = write;
    report_pte(mm, entry->address, entry->size, entry->page, entry->page, write);
}

void pte_split(struct mm *mm, uint64_t address)
{
    struct page_table *table = &mm->memory->table;
    size_t at = seek(table, address);
    struct pte huge = table->entries[at];
    size_t many = huge.size / PAGE_BYTES;
    struct pte *entries = make_gap(mm, at, many - 1);
    size_t i;

    for (i = 0; i < many; i++) {
        entries[i] = huge;
        entries[i].address = huge.address + i * PAGE_BYTES;
        entries[i].size = PAGE_BYTES;
    }
    note_tables(mm, &entries[0]);
    atomic_fetch_add(&huge.page->refs, (int)many - 1);
    atomic_fetch_add(&huge.page->mapped, (int)many - 1);
    report_pte(mm, huge.address, huge.size, huge.page, huge.page, huge.write);
}
