/* SPDX-License-Identifier: MIT */
/* The methods of the protocol. Each runs in the main thread, while every other thread rests. */
#include "harness/methods.h"

#include <string.h>

#include "harness/call.h"
#include "harness/define.h"
#include "harness/events.h"
#include "harness/handshake.h"
#include "harness/names.h"
#include "harness/query.h"
#include "harness/run_method.h"
#include "harness/script.h"
#include "harness/world.h"

typedef enum rpc_error (*method_function)(const struct json *params, struct arena *scratch, struct buffer *out,
                                          const char **why);

static bool shut_down;

static enum rpc_error empty(struct buffer *out)
{
    buffer_text(out, "{}");
    return RPC_OK;
}

static enum rpc_error rpc_of(enum refusal refusal)
{
    return refusal == REFUSED_UNSUPPORTED ? RPC_UNSUPPORTED : RPC_INVALID_PARAMS;
}

static enum rpc_error do_initialize(const struct json *params, struct arena *scratch, struct buffer *out,
                                    const char **why)
{
    long long protocol;

    (void)scratch;
    *why = "protocol and suite are needed";
    if (!json_integer(json_get(params, "protocol"), &protocol) || !json_string(json_get(params, "suite")))
        return RPC_INVALID_PARAMS;
    handshake_write(out);
    return RPC_OK;
}

static enum rpc_error do_reset(const struct json *params, struct arena *scratch, struct buffer *out, const char **why)
{
    const char *name = json_string(json_get(params, "profile"));
    const struct policy *policy = name ? policy_find(name) : NULL;
    const struct json *locks = json_get(params, "locks");
    const struct arch *arch;

    (void)scratch;
    *why = "locks must be true or false";
    if (locks && locks->type != JSON_BOOL)
        return RPC_INVALID_PARAMS;
    *why = "the profile is not claimed";
    if (!policy)
        return RPC_INVALID_PARAMS;
    if (!read_architecture(params, &arch, why))
        return RPC_UNSUPPORTED;
    world_reset(policy, arch, NULL);
    the_world->tells_locks = locks && locks->boolean;
    return empty(out);
}

static enum rpc_error do_script(const struct json *params, struct arena *scratch, struct buffer *out, const char **why)
{
    enum refusal refusal = script_add(params, why);

    (void)scratch;
    return refusal == ACCEPTED ? empty(out) : rpc_of(refusal);
}

static void write_thread(struct buffer *out, const struct thread *thread)
{
    struct wait_reason on;
    bool blocked = task_state(thread->task, &on) == TASK_BLOCKED && on.kind != WAIT_ENDED;

    json_key(out, thread->context.name);
    json_open(out, '{');
    json_member_string(out, "state", blocked ? "blocked" : "idle");
    if (blocked) {
        json_key(out, "on");
        json_open(out, '{');
        json_member_string(out, "kind", wait_kind_name(on.kind));
        if (on.name)
            json_member_string(out, "name", on.name);
        json_close(out, '}');
    }
    json_close(out, '}');
}

/* Lets everything run until it is idle or blocked, and writes what was seen. */
static enum rpc_error observe(struct buffer *out)
{
    const struct thread *thread;

    monitor_settle();
    json_open(out, '{');
    json_key(out, "events");
    json_open(out, '[');
    events_take(out);
    json_close(out, ']');
    json_key(out, "threads");
    json_open(out, '{');
    for (thread = the_world->threads; thread; thread = thread->next)
        write_thread(out, thread);
    json_close(out, '}');
    json_close(out, '}');
    return RPC_OK;
}

static void thread_job(void *arg)
{
    const struct thread *thread = arg;

    call_run(thread->call, false);
}

static enum rpc_error do_call(const struct json *params, struct arena *scratch, struct buffer *out, const char **why)
{
    const char *name = read_name(json_get(params, "thread"), scratch, why);
    struct call *call = arena_alloc(&the_world->arena, sizeof(*call));
    enum refusal refusal;
    struct thread *thread;
    struct wait_reason on;

    if (!name)
        return RPC_INVALID_PARAMS;
    refusal = call_read(params, &the_world->arena, call, why);
    if (refusal != ACCEPTED)
        return rpc_of(refusal);
    if (atomic_load(&the_world->dead))
        return observe(out);
    thread = world_thread(name);
    *why = "too many threads";
    if (!thread)
        return RPC_INVALID_PARAMS;
    *why = "the thread is blocked";
    if (task_state(thread->task, &on) == TASK_BLOCKED || !call_check(call, &thread->context, why))
        return RPC_INVALID_PARAMS;
    thread->call = call;
    task_start(thread->task, thread_job, thread);
    return observe(out);
}

static enum rpc_error do_open(const struct json *params, struct arena *scratch, struct buffer *out, const char **why)
{
    const char *name = read_name(json_get(params, "gate"), scratch, why);

    if (!name)
        return RPC_INVALID_PARAMS;
    if (!atomic_load(&the_world->dead))
        gate_open(world_gate(name));
    return observe(out);
}

static enum rpc_error do_hold(const struct json *params, struct arena *scratch, struct buffer *out, const char **why)
{
    const char *gate = read_name(json_get(params, "gate"), scratch, why);
    const char *thread = read_name(json_get(params, "thread"), scratch, why);
    const char *point = read_name(json_get(params, "point"), scratch, why);

    if (!gate || !thread || !point)
        return RPC_INVALID_PARAMS;
    *why = "no such point";
    if (!handshake_has_point(point))
        return RPC_UNSUPPORTED;
    world_hold(gate, thread, point);
    return empty(out);
}

static enum rpc_error do_shutdown(const struct json *params, struct arena *scratch, struct buffer *out,
                                  const char **why)
{
    (void)params;
    (void)scratch;
    (void)why;
    shut_down = true;
    return empty(out);
}

static const struct {
    const char *name;
    bool needs_world;
    method_function run;
} methods[] = {
    {"initialize", false, do_initialize},
    {"reset", false, do_reset},
    {"define_subscriber", true, define_subscriber},
    {"define_table", true, define_table},
    {"script", true, do_script},
    {"call", true, do_call},
    {"open", true, do_open},
    {"hold", true, do_hold},
    {"query", true, query_run},
    {"run", false, run_method},
    {"shutdown", false, do_shutdown},
};

enum rpc_error method_run(const char *method, const struct json *params, struct arena *scratch, struct buffer *out,
                          const char **why)
{
    size_t i;

    for (i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
        if (strcmp(methods[i].name, method) != 0)
            continue;
        *why = "reset first: there is no world yet";
        if (methods[i].needs_world && !the_world)
            return RPC_INVALID_REQUEST;
        return methods[i].run(params, scratch, out, why);
    }
    *why = "unknown method";
    return RPC_METHOD_NOT_FOUND;
}

bool method_shut_down(void)
{
    return shut_down;
}
