/* SPDX-License-Identifier: MIT */
#include "harness/query.h"

#include <stddef.h>
#include <string.h>

#include "core/subscriptions.h"
#include "harness/odp.h"
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

static void write_subscriptions(const void *object, struct buffer *out)
{
    const struct subscriptions *subs = atomic_load(&((const struct mm *)object)->subscriptions);

    json_member_bool(out, "exists", subs);
    if (!subs)
        return;
    json_member_int(out, "active", (long long)subs->active);
    json_member_address(out, "seq", atomic_load(&subs->seq));
    json_member_bool(out, "interval_mode", atomic_load(&subs->has_itree));
}

static void write_interval(const void *object, struct buffer *out)
{
    static const char *const states[] = {
        [INTERVAL_IN_TREE] = "in-tree",
        [INTERVAL_PENDING_INSERT] = "pending-insert",
        [INTERVAL_PENDING_REMOVAL] = "pending-removal",
        [INTERVAL_PENDING_UPDATE] = "pending-update",
    };
    const struct interval_object *interval = atomic_load(&((const struct subscriber *)object)->interval);
    bool known = interval && tracker_find(&the_world->tracker, &interval->core);

    json_member_address(out, "seq", known ? atomic_load(&interval->core.seq) : 0);
    json_member_string(out, "state", known ? states[interval->core.state] : "none");
}

static void write_odp_context(const void *object, struct buffer *out)
{
    const struct odp_context *context = object;

    json_member_int(out, "umems", atomic_load(&context->registered));
    json_member_int(out, "tree", atomic_load(&context->in_tree));
    json_member_int(out, "running", 0); /* sections are counted by umems */
    json_member_int(out, "allocations", atomic_load(&context->allocations));
}

static void write_umem(const void *object, struct buffer *out)
{
    struct odp_umem *umem = (struct odp_umem *)object;

    json_member_int(out, "count", umem->umem.count);
    json_member_address(out, "seq", odp_form()->sample(umem));
    json_member_bool(out, "dying", umem->umem.dying);
    json_member_bool(out, "counts", true);
    json_member_bool(out, "waits", false);
}

static const struct {
    const char *of, *member;
    size_t registry; /* where in the world the object is looked up */
    void (*write)(const void *object, struct buffer *out);
} queries[] = {
    {"mm", "mm", offsetof(struct world, mms), write_counters},
    {"page_table", "mm", offsetof(struct world, mms), write_page_table},
    {"subscriptions", "mm", offsetof(struct world, mms), write_subscriptions},
    {"interval", "subscriber", offsetof(struct world, subscribers), write_interval},
    {"odp_context", "context", offsetof(struct world, contexts), write_odp_context},
    {"umem", "umem", offsetof(struct world, umems), write_umem},
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
