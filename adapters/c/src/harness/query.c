/* SPDX-License-Identifier: MIT */
#include "harness/query.h"

#include <stddef.h>
#include <string.h>

#include "harness/subscriber.h"
#include "harness/world.h"
#include "memory/memory.h"

static void write_counters(const void *object, struct buffer *out)
{
    const struct mm *mm = object;

    json_member_int(out, "users", atomic_load(&mm->users));
    json_member_int(out, "count", atomic_load(&mm->count));
    json_member_bool(out, "freed", atomic_load(&mm->freed));
}

/* The members that entries of all tables have; the object is left open. */
static void begin_entry(struct buffer *out, uint64_t address, uint64_t size, const struct page *page, bool write)
{
    json_open(out, '{');
    json_member_address(out, "address", address);
    json_member_string(out, "page", page->name);
    json_member_bool(out, "write", write);
    if (size > PAGE_BYTES)
        json_member_address(out, "length", size);
}

/* A contiguous set is sixteen entries. */
static void write_pte(struct buffer *out, const struct pte *entry)
{
    uint64_t size = pte_is_set(entry) ? PAGE_BYTES : entry->size;
    uint64_t address;

    for (address = entry->address; address < entry->address + entry->size; address += size) {
        begin_entry(out, address, size, entry->page, entry->write);
        json_member_bool(out, "young", entry->young & pte_mark(entry, address));
        json_member_bool(out, "dirty", entry->dirty & pte_mark(entry, address));
        json_close(out, '}');
    }
}

static void write_page_table(const void *object, struct buffer *out)
{
    const struct page_table *table = &((const struct mm *)object)->memory->table;
    size_t i;

    json_key(out, "entries");
    json_open(out, '[');
    for (i = 0; i < table->count; i++)
        write_pte(out, &table->entries[i]);
    json_close(out, ']');
}

static void write_secondary(const void *object, struct buffer *out)
{
    const struct secondary_entry *entry = ((const struct subscriber *)object)->secondary.entries;

    json_key(out, "entries");
    json_open(out, '[');
    for (; entry; entry = entry->next) {
        begin_entry(out, entry->address, entry->size, entry->page, entry->write);
        json_close(out, '}');
    }
    json_close(out, ']');
}

static const struct {
    const char *of, *member;
    size_t registry; /* where in the world the object is looked up */
    void (*write)(const void *object, struct buffer *out);
} queries[] = {
    {"mm", "mm", offsetof(struct world, mms), write_counters},
    {"page_table", "mm", offsetof(struct world, mms), write_page_table},
    {"secondary", "subscriber", offsetof(struct world, subscribers), write_secondary},
};

enum rpc_error query_run(const struct json *params, struct arena *scratch, struct buffer *out, const char **why)
{
    const char *of = json_string(json_get(params, "of"));
    size_t i;

    (void)scratch;
    *why = "of is needed";
    if (!of)
        return RPC_INVALID_PARAMS;
    for (i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
        const char *name = json_string(json_get(params, queries[i].member));
        struct registry *registry = (struct registry *)((char *)the_world + queries[i].registry);
        const void *object;

        if (strcmp(queries[i].of, of) != 0)
            continue;
        object = name ? registry_find(registry, name) : NULL;
        *why = "unknown name";
        if (!object)
            return RPC_INVALID_PARAMS;
        json_open(out, '{');
        queries[i].write(object, out);
        json_close(out, '}');
        return RPC_OK;
    }
    *why = "that cannot be queried";
    return RPC_UNSUPPORTED;
}
