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

static bool read_mode(const struct json *args, struct call *call, const char **why)
{
    const char *mode = json_string(json_get(args, "mode"));

    *why = "mode must be read or write";
    if (!mode || (strcmp(mode, "read") != 0 && strcmp(mode, "write") != 0))
        return false;
    call->mode = *mode == 'w' ? RW_WRITE : RW_READ;
    return true;
}

static bool read_via(const struct json *args, struct call *call, const char **why)
{
    const struct json *json = json_get(args, "via");
    const char *via = json_string(json);

    *why = "via must be mmap_lock or rmap";
    if (json && (!via || (strcmp(via, "mmap_lock") != 0 && strcmp(via, "rmap") != 0)))
        return false;
    call->via = via && *via == 'r' ? MM_RMAP_LOCK : MM_MMAP_LOCK;
    return true;
}

static bool read_vma(const struct json *json, struct call *call, const char **why)
{
    const char *kind = json_string(json);

    *why = "there are no VMAs of that kind";
    call->vma = kind ? vma_kind_find(kind) : NULL;
    return call->vma;
}

static bool read_content(const struct json *json, struct call *call, const char **why)
{
    static const char *const contents[] = {"zero", "one", "two"};
    const char *content = json_string(json);
    size_t i;

    *why = "content must be zero, one or two";
    for (i = 0; content && i < sizeof(contents) / sizeof(contents[0]); i++) {
        if (strcmp(contents[i], content) == 0) {
            call->content = (enum content)i;
            return true;
        }
    }
    return false;
}

/* A flag that may be left out. */
static bool read_flag(const struct json *json, bool *flag, const char **why)
{
    *why = "a flag must be true or false";
    *flag = json && json->type == JSON_BOOL && json->boolean;
    return !json || json->type == JSON_BOOL;
}

static bool read_access(const struct json *json, struct call *call, const char **why)
{
    static const char *const accesses[] = {"none", "read", "write"};
    const char *access = json_string(json);
    size_t i;

    *why = "access must be none, read or write";
    for (i = 0; access && i < sizeof(accesses) / sizeof(accesses[0]); i++) {
        if (strcmp(accesses[i], access) == 0) {
            call->access = (enum access)i;
            return true;
        }
    }
    return false;
}

static bool read_says(const struct json *json, struct arena *arena, struct call *call, const char **why)
{
    call->says = json ? read_name(json, arena, why) : NULL;
    return !json || call->says;
}

static bool read_parameter(const struct json *args, enum parameter parameter, struct arena *arena, struct call *call,
                           const char **why)
{
    const struct json *json = json_get(args, parameter_names[parameter]);

    switch (parameter) {
    case PARAMETER_MODE:
        return read_mode(args, call, why);
    case PARAMETER_VIA:
        return read_via(args, call, why);
    case PARAMETER_START:
        return read_address(json, &call->start, why);
    case PARAMETER_END:
        return read_address(json, &call->end, why);
    case PARAMETER_LENGTH:
        return read_address(json, &call->length, why);
    case PARAMETER_ADDRESS:
        return read_address(json, &call->address, why);
    case PARAMETER_VMA:
        return read_vma(json, call, why);
    case PARAMETER_CONTENT:
        return read_content(json, call, why);
    case PARAMETER_WRITE:
        return read_flag(json, &call->write, why);
    case PARAMETER_PLAIN:
        return read_flag(json, &call->plain, why);
    case PARAMETER_READONLY:
        return read_flag(json, &call->readonly, why);
    case PARAMETER_REFERENCES:
        return read_flag(json, &call->references, why);
    case PARAMETER_FALLIBLE:
        return read_flag(json, &call->fallible, why);
    case PARAMETER_CHANGE_PTE:
        return read_flag(json, &call->change_pte, why);
    case PARAMETER_RANGES_ONLY:
        return read_flag(json, &call->ranges_only, why);
    case PARAMETER_WAITS:
        return read_flag(json, &call->waits, why);
    case PARAMETER_ACCESS:
        return read_access(json, call, why);
    case PARAMETER_SAYS:
        return read_says(json, arena, call, why);
    default:
        call->names[parameter] = read_name(json, arena, why);
        return call->names[parameter];
    }
}

/* A range is not empty, except in a question about one. */
static bool is_backwards(const struct call *call)
{
    if (!has(call, PARAMETER_END) || call->op->flags & OP_ANY_RANGE)
        return false;
    return call->op->flags & OP_MAY_BE_EMPTY ? call->start > call->end : call->start >= call->end;
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
            !read_parameter(args, (enum parameter)parameter, arena, call, why))
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
    struct operands on = {
        .start = call->start, .end = call->end, .length = call->length, .mode = call->mode, .via = call->via,
        .address = call->address, .vma = call->vma, .content = call->content, .write = call->write,
        .says = call->says, .context = call->names[PARAMETER_CONTEXT], .umem = call->names[PARAMETER_UMEM],
        .parent = call->names[PARAMETER_PARENT], .plain = call->plain, .readonly = call->readonly,
        .access = call->access, .references = call->references, .fallible = call->fallible,
        .change_pte = call->change_pte, .ranges_only = call->ranges_only, .waits = call->waits};

    if (has(call, PARAMETER_MM))
        on.mm = registry_intern(&the_world->mms, call->names[PARAMETER_MM], make_mm);
    if (has(call, PARAMETER_SUBSCRIBER))
        on.subscriber = registry_find(&the_world->subscribers, call->names[PARAMETER_SUBSCRIBER]);
    if (has(call, PARAMETER_CHILD))
        on.child = registry_intern(&the_world->mms, call->names[PARAMETER_CHILD], make_mm);
    if (has(call, PARAMETER_MIRROR))
        on.mirror = call->names[PARAMETER_MIRROR];
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
