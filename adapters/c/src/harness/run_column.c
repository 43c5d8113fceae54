/* SPDX-License-Identifier: MIT */
#include "harness/run_column.h"

#include <string.h>

#include "harness/names.h"
#include "harness/run.h"

static bool read_call(const struct json *json, struct arena *arena, const struct run *run, struct run_column *column,
                      const char **why)
{
    const struct run_thread *thread;
    long long call;

    column->name = read_name(json_get(json, "thread"), arena, why);
    if (!column->name)
        return false;
    *why = "a column for a call that no thread makes";
    thread = run_thread_named(run, column->name);
    if (!thread || !json_integer(json_get(json, "call"), &call) || call < 1 || (size_t)call > thread->count)
        return false;
    column->call = (size_t)call;
    return true;
}

static bool read_callback(const struct json *json, struct arena *arena, struct run_column *column, const char **why)
{
    const char *callback = json_string(json_get(json, "callback"));

    column->name = read_name(json_get(json, "subscriber"), arena, why);
    if (!column->name)
        return false;
    *why = "unknown callback";
    if (!callback || !callback_find(callback, &column->callback))
        return false;
    if (json_get(json, "thread"))
        column->thread = read_name(json_get(json, "thread"), arena, why);
    return column->thread || !json_get(json, "thread");
}

static bool read_commands(const struct json *json, struct arena *arena, struct run_column *column, const char **why)
{
    column->name = read_name(json_get(json, "subscriber"), arena, why);
    if (!column->name || column->kind == COLUMN_CONTEXT)
        return column->name;
    column->command = read_name(json_get(json, "command"), arena, why);
    return column->command;
}

static bool read_rest(const struct json *json, struct arena *arena, const struct run *run, struct run_column *column,
                      const char **why)
{
    switch (column->kind) {
    case COLUMN_RESULT:
    case COLUMN_WAITED:
        return read_call(json, arena, run, column, why);
    case COLUMN_CALLS:
    case COLUMN_CALLER:
        return read_callback(json, arena, column, why);
    case COLUMN_FREED:
        column->name = read_name(json_get(json, "mm"), arena, why);
        return column->name;
    case COLUMN_ENTRY:
        column->name = read_name(json_get(json, "mirror"), arena, why);
        return column->name && read_address(json_get(json, "address"), &column->address, why);
    case COLUMN_FLAGS:
        return read_address(json_get(json, "address"), &column->address, why);
    case COLUMN_COMMANDS:
    case COLUMN_CONTEXT:
        return read_commands(json, arena, column, why);
    case COLUMN_WARNINGS:
        break;
    }
    return true;
}

static enum rpc_error read_column(const struct json *json, struct arena *arena, const struct run *run,
                                  struct run_column *column, const char **why)
{
    static const char *const kinds[] = {"result", "waited", "calls", "caller", "warnings", "freed", "entry",
                                        "flags", "commands", "context"};
    const char *of = json_string(json_get(json, "of"));
    size_t kind;

    *why = "an unknown column";
    if (!of)
        return RPC_INVALID_PARAMS;
    for (kind = 0; kind < sizeof(kinds) / sizeof(kinds[0]); kind++) {
        if (strcmp(kinds[kind], of) != 0)
            continue;
        column->kind = (enum column_kind)kind;
        return read_rest(json, arena, run, column, why) ? RPC_OK : RPC_INVALID_PARAMS;
    }
    return RPC_INVALID_PARAMS;
}

enum rpc_error run_columns_read(const struct json *observe, struct arena *arena, struct run *run, const char **why)
{
    const struct json *json;

    *why = "observe must be a list";
    if (!observe || observe->type != JSON_ARRAY)
        return RPC_INVALID_PARAMS;
    for (json = observe->first; json; json = json->next)
        run->column_count++;
    run->columns = arena_alloc(arena, run->column_count * sizeof(*run->columns));
    run->column_count = 0;
    for (json = observe->first; json; json = json->next) {
        enum rpc_error error = read_column(json, arena, run, &run->columns[run->column_count++], why);

        if (error)
            return error;
    }
    return RPC_OK;
}
