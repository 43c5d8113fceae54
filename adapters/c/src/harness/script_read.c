/* SPDX-License-Identifier: MIT */
/* Reads the parameters of a `script` request. */
#include <string.h>

#include "harness/names.h"
#include "harness/script.h"
#include "harness/script_entry.h"
#include "harness/world.h"

static const char *const kinds[] = {
    [STEP_GATE] = "gate", [STEP_LOCK] = "lock",   [STEP_UNLOCK] = "unlock", [STEP_SET_SEQ] = "set_seq",
    [STEP_ZAP] = "zap",   [STEP_SLEEP] = "sleep", [STEP_CALL] = "call",     [STEP_RETURN] = "return",
};

static bool read_kind(const struct json *json, enum step_kind *kind)
{
    const char *name = json_string(json_get(json, "do"));
    int i;

    for (i = 0; name && i <= STEP_RETURN; i++) {
        if (strcmp(kinds[i], name) == 0) {
            *kind = (enum step_kind)i;
            return true;
        }
    }
    return false;
}

static enum refusal read_gate(const struct json *json, struct script_step *step, const char **why)
{
    const char *name = read_name(json_get(json, "gate"), &the_world->arena, why);

    if (!name)
        return REFUSED_INVALID;
    step->gate = world_gate(name);
    return ACCEPTED;
}

static enum refusal read_lock(const struct json *json, struct script_step *step, const char **why)
{
    const char *name = read_name(json_get(json, "lock"), &the_world->arena, why);

    if (!name)
        return REFUSED_INVALID;
    step->lock = world_lock(name);
    return ACCEPTED;
}

static enum refusal read_return(const struct json *json, enum callback callback, struct script_step *step,
                                const char **why)
{
    *why = "the callback cannot answer that";
    if (!value_read(json_get(json, "value"), &step->value) || !callback_can_answer(callback, step->value))
        return REFUSED_INVALID;
    return ACCEPTED;
}

static enum refusal read_step(const struct json *json, enum callback callback, struct script_step *step,
                              const char **why)
{
    *why = "a step without a known `do`";
    if (!read_kind(json, &step->kind))
        return REFUSED_INVALID;
    switch (step->kind) {
    case STEP_GATE:
        return read_gate(json, step, why);
    case STEP_LOCK:
    case STEP_UNLOCK:
        return read_lock(json, step, why);
    case STEP_CALL:
        return call_read(json, &the_world->arena, &step->call, why);
    case STEP_RETURN:
        return read_return(json, callback, step, why);
    case STEP_SET_SEQ:
        *why = "set_seq is for invalidate only";
        return callback == CALLBACK_INVALIDATE ? ACCEPTED : REFUSED_INVALID;
    default:
        return ACCEPTED;
    }
}

static enum refusal read_steps(const struct json *json, struct script_entry *entry, const char **why)
{
    struct script_step **tail = &entry->steps;
    const struct json *element;

    *why = "steps must be a list";
    if (!json || json->type != JSON_ARRAY)
        return REFUSED_INVALID;
    for (element = json->first; element; element = element->next) {
        struct script_step *step = arena_alloc(&the_world->arena, sizeof(*step));
        enum refusal refusal = read_step(element, entry->callback, step, why);

        if (refusal != ACCEPTED)
            return refusal;
        *tail = step;
        tail = &step->next;
    }
    return ACCEPTED;
}

static enum refusal read_selector(const struct json *json, struct script_selector *when, const char **why)
{
    const struct json *call = json_get(json, "call");
    const struct json *blockable = json_get(json, "blockable");
    long long number = 0;

    *why = "a malformed selector";
    if (!json)
        return ACCEPTED;
    if (json->type != JSON_OBJECT || (blockable && blockable->type != JSON_BOOL))
        return REFUSED_INVALID;
    if (call && (!json_integer(call, &number) || number < 1 || number > 1000000000))
        return REFUSED_INVALID;
    when->call = (unsigned)number;
    when->has_blockable = blockable;
    when->blockable = blockable && blockable->boolean;
    if (json_get(json, "thread") && !(when->thread = read_name(json_get(json, "thread"), &the_world->arena, why)))
        return REFUSED_INVALID;
    if (json_get(json, "kind") && !(when->kind = read_name(json_get(json, "kind"), &the_world->arena, why)))
        return REFUSED_INVALID;
    return ACCEPTED;
}

/* Whose callback it is: exactly one of a subscriber and a table. */
static enum refusal read_owner(const struct json *params, struct script_entry *entry, const char **why)
{
    const char *subscriber = json_string(json_get(params, "subscriber"));
    const char *table = json_string(json_get(params, "table"));

    *why = "a known subscriber or table is needed";
    entry->subscriber = subscriber ? registry_find(&the_world->subscribers, subscriber) : NULL;
    entry->table = table && !subscriber ? registry_find(&the_world->tables, table) : NULL;
    return entry->subscriber || entry->table ? ACCEPTED : REFUSED_INVALID;
}

static enum refusal read_callback(const struct json *params, struct script_entry *entry, const char **why)
{
    const char *callback = json_string(json_get(params, "callback"));

    *why = "unknown callback";
    return callback && callback_find(callback, &entry->callback) ? ACCEPTED : REFUSED_INVALID;
}

enum refusal script_add(const struct json *params, const char **why)
{
    struct script_entry *entry = arena_alloc(&the_world->arena, sizeof(*entry));
    enum refusal refusal = read_owner(params, entry, why);

    if (refusal == ACCEPTED)
        refusal = read_callback(params, entry, why);
    if (refusal == ACCEPTED)
        refusal = read_selector(json_get(params, "when"), &entry->when, why);
    if (refusal == ACCEPTED)
        refusal = read_steps(json_get(params, "steps"), entry, why);
    if (refusal != ACCEPTED)
        return refusal;
    entry->older = the_world->scripts;
    the_world->scripts = entry;
    return ACCEPTED;
}
