/* SPDX-License-Identifier: MIT */
/* Reads the parameters of `run`. */
#include <stdlib.h>
#include <string.h>

#include "harness/names.h"
#include "harness/run.h"

#define DEFAULT_ITERATIONS 1000

static size_t length_of(const struct json *list)
{
    const struct json *element;
    size_t length = 0;

    for (element = list->first; element; element = element->next)
        length++;
    return length;
}

/* False if the member is there and no whole number from `least` on. */
static bool read_count(const struct json *params, const char *key, long long least, unsigned long *count)
{
    const struct json *json = json_get(params, key);
    long long number;

    if (!json)
        return true;
    if (!json_integer(json, &number) || number < least)
        return false;
    *count = (unsigned long)number;
    return true;
}

static bool read_seconds(const struct json *params, double *seconds)
{
    const struct json *json = json_get(params, "maxSeconds");

    if (!json)
        return true;
    *seconds = json->type == JSON_NUMBER ? strtod(json->text, NULL) : 0;
    return *seconds > 0;
}

static bool read_bounds(const struct json *params, struct run *run, const char **why)
{
    unsigned long seed = 1;

    run->iterations = DEFAULT_ITERATIONS;
    run->max_executions = (unsigned long)-1;
    *why = "iterations, seed, maxExecutions or maxSeconds is malformed";
    if (!read_count(params, "iterations", 1, &run->iterations) || !read_count(params, "seed", 0, &seed) ||
        !read_count(params, "maxExecutions", 1, &run->max_executions) || !read_seconds(params, &run->max_seconds))
        return false;
    run->seed = seed;
    return true;
}

static enum rpc_error read_mode(const struct json *params, const char **why)
{
    const char *mode = json_string(json_get(params, "mode"));

    *why = "mode must be every, random, replay or free";
    if (!mode)
        return RPC_INVALID_PARAMS;
    if (strcmp(mode, "free") == 0)
        return RPC_OK;
    if (strcmp(mode, "every") != 0 && strcmp(mode, "random") != 0 && strcmp(mode, "replay") != 0)
        return RPC_INVALID_PARAMS;
    *why = "threads run freely here";
    return RPC_UNSUPPORTED;
}

static enum rpc_error read_calls(const struct json *calls, struct arena *arena, struct run_thread *thread,
                                 const char **why)
{
    const struct json *json;
    enum refusal refusal;

    *why = "calls must be a list, not an empty one";
    if (!calls || calls->type != JSON_ARRAY || !calls->first)
        return RPC_INVALID_PARAMS;
    thread->calls = arena_alloc(arena, length_of(calls) * sizeof(*thread->calls));
    thread->done = arena_alloc(arena, length_of(calls) * sizeof(*thread->done));
    for (json = calls->first; json; json = json->next) {
        refusal = call_read(json, arena, &thread->calls[thread->count++], why);
        if (refusal != ACCEPTED)
            return refusal == REFUSED_UNSUPPORTED ? RPC_UNSUPPORTED : RPC_INVALID_PARAMS;
    }
    return RPC_OK;
}

static enum rpc_error read_thread(const struct json *json, struct arena *arena, struct run *run, const char **why)
{
    struct run_thread *thread = &run->threads[run->thread_count];
    unsigned i;

    *thread = (struct run_thread){.run = run, .number = run->thread_count};
    thread->name = read_name(json_get(json, "thread"), arena, why);
    if (!thread->name)
        return RPC_INVALID_PARAMS;
    *why = "a thread that is listed twice";
    for (i = 0; i < run->thread_count; i++)
        if (strcmp(run->threads[i].name, thread->name) == 0)
            return RPC_INVALID_PARAMS;
    run->thread_count++;
    return read_calls(json_get(json, "calls"), arena, thread, why);
}

static enum rpc_error read_threads(const struct json *threads, struct arena *arena, struct run *run, const char **why)
{
    const struct json *json;
    enum rpc_error error;

    *why = "threads must be a list of 1 to 64";
    if (!threads || threads->type != JSON_ARRAY || !threads->first || length_of(threads) > WORLD_THREADS)
        return RPC_INVALID_PARAMS;
    run->threads = arena_alloc(arena, length_of(threads) * sizeof(*run->threads));
    for (json = threads->first; json; json = json->next) {
        error = read_thread(json, arena, run, why);
        if (error)
            return error;
    }
    return RPC_OK;
}

/* All that does not change from iteration to iteration. Operations are looked up in a world. */
static enum rpc_error read_program(const struct json *params, struct arena *arena, struct run *run, const char **why)
{
    const struct json *setup = json_get(params, "setup");
    enum rpc_error error;

    *why = "setup must be a list";
    if (!setup || setup->type != JSON_ARRAY)
        return RPC_INVALID_PARAMS;
    run->setup = setup->first;
    world_reset(run->policy, run->arch, NULL);
    error = read_threads(json_get(params, "threads"), arena, run, why);
    return error ? error : run_columns_read(json_get(params, "observe"), arena, run, why);
}

enum rpc_error run_read(const struct json *params, struct arena *arena, struct run *run, const char **why)
{
    const char *profile = json_string(json_get(params, "profile"));
    enum rpc_error error = read_mode(params, why);

    if (error)
        return error;
    if (!read_architecture(params, &run->arch, why))
        return RPC_UNSUPPORTED;
    *why = "the profile is not claimed";
    run->policy = profile ? policy_find(profile) : NULL;
    if (!run->policy || !read_bounds(params, run, why))
        return RPC_INVALID_PARAMS;
    return read_program(params, arena, run, why);
}
