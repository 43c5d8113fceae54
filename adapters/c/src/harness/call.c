/* SPDX-License-Identifier: MIT */
#include "harness/call.h"

#include <string.h>

#include "core/report.h"
#include "harness/events.h"
#include "harness/names.h"

/* How deeply operations may nest: callbacks that call what calls callbacks. Bounds the stack. */
#define MAX_DEPTH 16

static bool has(const struct call *call, enum parameter parameter)
{
    return call->op->parameters & (UINT64_C(1) << parameter);
}

/* A range is not empty, except in a question about one. */
static bool is_backwards(const struct call *call)
{
    if (!has(call, PARAMETER_END) || call->op->flags & OP_ANY_RANGE)
        return false;
    return call->op->flags & OP_MAY_BE_EMPTY ? call->on.start > call->on.end : call->on.start >= call->on.end;
}

enum refusal call_read(const struct json *object, struct arena *arena, struct call *call, const char **why)
{
    const char *name = json_string(json_get(object, "op"));
    const struct json *args = json_get(object, "args");
    int parameter;

    *call = (struct call){.op = NULL};
    *why = "op and args are needed";
    if (!name || !args || args->type != JSON_OBJECT)
        return REFUSED_INVALID;
    call->op = op_find(name, the_world->domain.policy);
    *why = "the operation is not offered in this profile";
    if (!call->op)
        return REFUSED_UNSUPPORTED;
    for (parameter = 0; parameter < PARAMETER_COUNT; parameter++)
        if (has(call, (enum parameter)parameter) &&
            !call_read_parameter(args, (enum parameter)parameter, arena, call, why))
            return REFUSED_INVALID;
    *why = "start must be below end";
    return is_backwards(call) ? REFUSED_INVALID : ACCEPTED;
}

static bool check_mm(const struct call *call, const char **why)
{
    struct mm *mm = registry_find(&the_world->mms, call->names[PARAMETER_MM]);

    if (call->op->flags & OP_NEW_MM) {
        *why = "there is an mm of that name";
        return !mm;
    }
    *why = "unknown mm";
    return mm; /* also one that is freed: what that leads to is the core's to say */
}

static bool check_subscriber(const struct call *call, const char **why)
{
    struct subscriber *subscriber = registry_find(&the_world->subscribers, call->names[PARAMETER_SUBSCRIBER]);

    *why = subscriber ? "the subscriber is of the other type" : "unknown subscriber";
    if (!subscriber)
        return false;
    return call->op->flags & (subscriber->is_interval ? OP_INTERVAL : OP_LIST);
}

static bool check_section(const struct call *call, const struct context *thread, const char **why)
{
    struct section_object *section = registry_find(&the_world->sections, call->names[PARAMETER_RANGE]);

    if (call->op->flags & OP_OPENS) {
        *why = "the range object has an open section";
        return !section || !section->opener;
    }
    *why = "this thread has no open section on the range object";
    return section && section->opener == thread;
}

static bool check_token(const struct call *call, const char **why)
{
    struct token *token = registry_find(&the_world->tokens, call->names[PARAMETER_TOKEN]);

    *why = "unknown token";
    return !(call->op->flags & OP_NEEDS_TOKEN) || (token && atomic_load(&token->set));
}

bool call_check(const struct call *call, const struct context *thread, const char **why)
{
    if (has(call, PARAMETER_MM) && !check_mm(call, why))
        return false;
    if (has(call, PARAMETER_SUBSCRIBER) && !check_subscriber(call, why))
        return false;
    *why = "there is an mm of that name";
    if (has(call, PARAMETER_CHILD) && registry_find(&the_world->mms, call->names[PARAMETER_CHILD]))
        return false;
    *why = "unknown table";
    if (has(call, PARAMETER_TABLE) && !registry_find(&the_world->tables, call->names[PARAMETER_TABLE]))
        return false;
    if (has(call, PARAMETER_RANGE) && !check_section(call, thread, why))
        return false;
    return !has(call, PARAMETER_TOKEN) || check_token(call, why);
}

static void *make_mm(struct arena *arena, const char *name)
{
    (void)arena;
    return world_new_mm(name);
}

/* Looks the names up, and makes what an operation makes at first use. After call_check. */
static struct operands resolve(const struct call *call)
{
    struct operands on = call->on;

    on.context = call->names[PARAMETER_CONTEXT];
    on.umem = call->names[PARAMETER_UMEM];
    on.parent = call->names[PARAMETER_PARENT];
    on.domain = call->names[PARAMETER_DOMAIN];
    on.mirror = call->names[PARAMETER_MIRROR];
    if (has(call, PARAMETER_MM))
        on.mm = registry_intern(&the_world->mms, call->names[PARAMETER_MM], make_mm);
    if (has(call, PARAMETER_SUBSCRIBER))
        on.subscriber = registry_find(&the_world->subscribers, call->names[PARAMETER_SUBSCRIBER]);
    if (has(call, PARAMETER_CHILD))
        on.child = registry_intern(&the_world->mms, call->names[PARAMETER_CHILD], make_mm);
    if (has(call, PARAMETER_TABLE))
        on.table = registry_find(&the_world->tables, call->names[PARAMETER_TABLE]);
    if (has(call, PARAMETER_RANGE))
        on.section = world_section(call->names[PARAMETER_RANGE]);
    if (has(call, PARAMETER_TOKEN))
        on.token = world_token(call->names[PARAMETER_TOKEN]);
    if (has(call, PARAMETER_LOCK))
        on.lock = world_lock(call->names[PARAMETER_LOCK]);
    return on;
}

static struct value run(const struct call *call)
{
    struct operands on = resolve(call);

    if (call->op->flags & OP_SLEEPS && !may_sleep(call->op->name))
        return call->op->refused;
    return call->op->run(&on);
}

/* A nested call is checked only now: what it names may be made after the script was given. */
static bool nested_ok(const struct call *call, const char **why)
{
    *why = "operations are nested too deeply";
    if (context_current()->depth >= MAX_DEPTH)
        return false;
    *why = "one request causes too many events";
    return events_within_budget() && call_check(call, context_current(), why);
}

struct value call_run(const struct call *call, bool nested)
{
    struct value result;
    const char *why;

    if (nested && !nested_ok(call, &why)) {
        report_warning("the script's %s is not carried out: %s", call->op->name, why);
        return value_null();
    }
    context_current()->depth++;
    result = run(call);
    event_return(call->op->name, result, nested);
    context_current()->depth--;
    return result;
}
