/* SPDX-License-Identifier: MIT */
#include "harness/define.h"

#include <string.h>

#include "harness/names.h"
#include "harness/subscriber.h"
#include "harness/world.h"

/* The set of callbacks that a definition lists. */
static bool read_callbacks(const struct json *params, unsigned *callbacks, const char **why)
{
    const struct json *list = json_get(params, "callbacks");
    const struct json *element;

    *why = "callbacks must be a list of known callbacks";
    *callbacks = 0;
    if (!list || list->type != JSON_ARRAY)
        return false;
    for (element = list->first; element; element = element->next) {
        const char *name = json_string(element);
        enum callback callback;

        if (!name || !callback_find(name, &callback))
            return false;
        *callbacks |= 1u << callback;
    }
    return true;
}

static enum rpc_error define_interval(const struct json *params, const char *name, unsigned callbacks,
                                      const char **why)
{
    const char *memory = json_string(json_get(params, "memory"));
    unsigned known = 1u << CALLBACK_INVALIDATE | 1u << CALLBACK_RELEASE;

    *why = "memory must be zero or garbage";
    if (json_get(params, "memory") && (!memory || (strcmp(memory, "zero") != 0 && strcmp(memory, "garbage") != 0)))
        return RPC_INVALID_PARAMS;
    *why = "an interval subscriber has invalidate and release only";
    if (callbacks & ~known)
        return RPC_INVALID_PARAMS;
    *why = "the profile has no interval notifiers, or no release callback for them";
    if (!the_world->domain.policy->interval ||
        (callbacks & 1u << CALLBACK_RELEASE && !the_world->domain.policy->interval_prop))
        return RPC_UNSUPPORTED;
    subscriber_define_interval(name, callbacks, memory && *memory == 'g');
    return RPC_OK;
}

static enum rpc_error define_list(const struct json *params, const char *name, unsigned callbacks,
                                  struct arena *scratch, const char **why)
{
    struct table *table = NULL;

    *why = "invalidate is for interval subscribers";
    if (callbacks & 1u << CALLBACK_INVALIDATE)
        return RPC_INVALID_PARAMS;
    if (json_get(params, "table")) {
        const char *table_name = read_name(json_get(params, "table"), scratch, why);

        if (!table_name)
            return RPC_INVALID_PARAMS;
        table = registry_find(&the_world->tables, table_name);
        if (!table) {
            table = table_define(table_name, callbacks);
            registry_set(&the_world->tables, table_name, table);
        }
    }
    subscriber_define_list(name, callbacks, table);
    return RPC_OK;
}

enum rpc_error define_subscriber(const struct json *params, struct arena *scratch, struct buffer *out, const char **why)
{
    const char *type = json_string(json_get(params, "type"));
    const char *name = read_name(json_get(params, "subscriber"), scratch, why);
    struct subscriber *old;
    enum rpc_error error;
    unsigned callbacks;

    if (!name || !read_callbacks(params, &callbacks, why))
        return RPC_INVALID_PARAMS;
    old = registry_find(&the_world->subscribers, name);
    *why = "the subscriber is linked";
    if (old && subscriber_in_use(old))
        return RPC_INVALID_PARAMS;
    *why = "type must be list or interval";
    if (type && strcmp(type, "interval") == 0)
        error = define_interval(params, name, callbacks, why);
    else if (type && strcmp(type, "list") == 0)
        error = define_list(params, name, callbacks, scratch, why);
    else
        error = RPC_INVALID_PARAMS;
    if (!error)
        buffer_text(out, "{}");
    return error;
}

enum rpc_error define_table(const struct json *params, struct arena *scratch, struct buffer *out, const char **why)
{
    const char *name = read_name(json_get(params, "table"), scratch, why);
    unsigned callbacks;

    if (!name || !read_callbacks(params, &callbacks, why))
        return RPC_INVALID_PARAMS;
    *why = "invalidate is for interval subscribers";
    if (callbacks & 1u << CALLBACK_INVALIDATE)
        return RPC_INVALID_PARAMS;
    registry_set(&the_world->tables, name, table_define(name, callbacks));
    buffer_text(out, "{}");
    return RPC_OK;
}
