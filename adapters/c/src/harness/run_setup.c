/* SPDX-License-Identifier: MIT */
/* The setup of a run: requests that are carried out again for each iteration. */
#include <string.h>

#include "harness/define.h"
#include "harness/names.h"
#include "harness/run.h"
#include "harness/script.h"

static enum setup_end refused(enum refusal refusal, enum rpc_error *error)
{
    *error = refusal == REFUSED_UNSUPPORTED ? RPC_UNSUPPORTED : RPC_INVALID_PARAMS;
    return SETUP_REFUSED;
}

static void job(void *arg)
{
    const struct thread *thread = arg;

    call_run(thread->call, false);
}

/* Lets the thread make its call, in the main thread if that cannot be left waiting. */
static enum setup_end make_call(const struct run *run, struct thread *thread)
{
    bool returned = true;

    if (run->setup_blocks)
        task_start(thread->task, job, thread);
    else
        returned = task_run_here(thread->task, job, thread);
    monitor_settle();
    return returned ? SETUP_DONE : SETUP_BLOCKED;
}

static enum setup_end setup_call(struct run *run, const struct json *params, enum rpc_error *error, const char **why)
{
    struct arena *arena = &the_world->arena;
    const char *name = read_name(json_get(params, "thread"), arena, why);
    struct call *call = arena_alloc(arena, sizeof(*call));
    struct thread *thread;
    struct wait_reason on;
    enum refusal refusal;

    if (!name)
        return refused(REFUSED_INVALID, error);
    refusal = call_read(params, arena, call, why);
    if (refusal != ACCEPTED)
        return refused(refusal, error);
    thread = world_thread(name);
    *why = "too many threads";
    if (!thread)
        return refused(REFUSED_INVALID, error);
    *why = "the thread is blocked";
    if (task_state(thread->task, &on) == TASK_BLOCKED || !call_check(call, &thread->context, why))
        return refused(REFUSED_INVALID, error);
    thread->call = call;
    return make_call(run, thread);
}

static enum setup_end setup_open(const struct json *params, enum rpc_error *error, const char **why)
{
    const char *name = read_name(json_get(params, "gate"), &the_world->arena, why);

    if (!name)
        return refused(REFUSED_INVALID, error);
    gate_open(world_gate(name));
    monitor_settle();
    return SETUP_DONE;
}

static enum setup_end setup_define(const char *method, const struct json *params, enum rpc_error *error,
                                   const char **why)
{
    struct buffer answer = {.data = NULL};

    if (strcmp(method, "define_subscriber") == 0)
        *error = define_subscriber(params, &the_world->arena, &answer, why);
    else
        *error = define_table(params, &the_world->arena, &answer, why);
    buffer_free(&answer);
    return *error ? SETUP_REFUSED : SETUP_DONE;
}

static enum setup_end setup_script(const struct json *params, enum rpc_error *error, const char **why)
{
    enum refusal refusal = script_add(params, why);

    return refusal == ACCEPTED ? SETUP_DONE : refused(refusal, error);
}

static enum setup_end one_request(struct run *run, const struct json *request, enum rpc_error *error, const char **why)
{
    const char *method = json_string(json_get(request, "method"));
    const struct json *params = json_get(request, "params");

    *why = "the setup is a list of define_subscriber, define_table, script, call and open, with params";
    if (!method || !params || params->type != JSON_OBJECT)
        return refused(REFUSED_INVALID, error);
    if (strcmp(method, "call") == 0)
        return setup_call(run, params, error, why);
    if (strcmp(method, "open") == 0)
        return setup_open(params, error, why);
    if (strcmp(method, "script") == 0)
        return setup_script(params, error, why);
    if (strcmp(method, "define_subscriber") == 0 || strcmp(method, "define_table") == 0)
        return setup_define(method, params, error, why);
    return refused(REFUSED_INVALID, error);
}

enum setup_end run_setup(struct run *run, enum rpc_error *error, const char **why)
{
    const struct json *request;

    for (request = run->setup; request && !atomic_load(&the_world->dead); request = request->next) {
        enum setup_end end = one_request(run, request, error, why);

        if (end != SETUP_DONE)
            return end;
    }
    return SETUP_DONE;
}
