/* SPDX-License-Identifier: MIT */
#include "device/secondary.h"

#include "memory/memory.h"
#include "sync/raw.h"

void secondary_init(struct secondary *table, const char *owner, struct arena *arena)
{
    *table = (struct secondary){.owner = owner, .arena = arena};
    pthread_mutex_init(&table->raw, NULL);
}

/* The link to the first entry, by address, that ends above it. */
static struct secondary_entry **seek(struct secondary *table, uint64_t address)
{
    struct secondary_entry **link = &table->entries;

    while (*link && (*link)->address + ((*link)->size - 1) < address)
        link = &(*link)->next;
    return link;
}

bool secondary_find(struct secondary *table, uint64_t address, struct secondary_entry *found)
{
    const struct secondary_entry *entry;
    bool there;

    raw_lock(&table->raw);
    entry = *seek(table, address);
    there = entry && entry->address <= address;
    if (there)
        *found = *entry;
    raw_unlock(&table->raw);
    return there;
}

static struct secondary_entry *new_entry(struct secondary *table)
{
    struct secondary_entry *entry = table->spare;

    if (entry)
        table->spare = entry->next;
    else
        entry = arena_alloc(table->arena, sizeof(*entry));
    return entry;
}

void secondary_keep(struct secondary *table, const struct secondary_entry *wanted)
{
    struct secondary_entry **link, *entry, *next;

    raw_lock(&table->raw);
    link = seek(table, wanted->address);
    entry = *link && (*link)->address == wanted->address ? *link : NULL;
    if (!entry) {
        entry = new_entry(table);
        entry->next = *link;
        *link = entry;
    }
    next = entry->next;
    *entry = *wanted;
    entry->next = next;
    report_secondary(table->owner, entry, entry->page);
    raw_unlock(&table->raw);
}

void secondary_set(struct secondary *table, uint64_t address, uint64_t size, struct page *page, bool write)
{
    struct secondary_entry entry = {.address = address, .size = size, .page = page, .write = write};

    secondary_keep(table, &entry);
}

void secondary_remove(struct secondary *table, uint64_t start, uint64_t end,
                      void (*removed)(void *, const struct secondary_entry *), void *arg)
{
    struct secondary_entry **link;

    raw_lock(&table->raw);
    link = seek(table, start);
    while (*link && (*link)->address < end) {
        struct secondary_entry *entry = *link;

        *link = entry->next;
        report_secondary(table->owner, entry, NULL);
        if (removed)
            removed(arg, entry);
        entry->next = table->spare;
        table->spare = entry;
    }
    raw_unlock(&table->raw);
}

const char *secondary_look(struct secondary *table, struct mm *mm, uint64_t address)
{
    struct secondary_entry entry;
    const struct pte *pte;
    bool current;

    page_table_lock(mm);
    pte = pte_find(mm, address);
    if (!secondary_find(table, address, &entry)) {
        page_table_unlock(mm);
        return "absent";
    }
    current = pte && pte->page == entry.page && (pte->write || !entry.write);
    page_table_unlock(mm);
    return current ? "current" : "stale";
}
