/* SPDX-License-Identifier: MIT */
#include "harness/run_column.h"

#include <stdio.h>
#include <string.h>

#include "core/error.h"
#include "harness/names.h"
#include "harness/run.h"

static const struct run_thread *thread_of(const struct run *run, const char *name)
{
    unsigned i;

    for (i = 0; i < run->thread_count; i++)
        if (strcmp(run->threads[i].name, name) == 0)
            return &run->threads[i];
    return NULL;
}

static bool read_call(const struct json *json, struct arena *arena, const struct run *run, struct run_column *column,
                      const char **why)
{
    const struct run_thread *thread;
    long long call;

    column->name = read_name(json_get(json, "thread"), arena, why);
    if (!column->name)
        return false;
    *why = "a column for a call that no thread makes";
    thread = thread_of(run, column->name);
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
    case COLUMN_WARNINGS:
        break;
    }
    return true;
}

static enum rpc_error read_column(const struct json *json, struct arena *arena, const struct run *run,
                                  struct run_column *column, const char **why)
{
    static const char *const kinds[] = {"result", "waited", "calls", "caller", "warnings", "freed", "entry"};
    const char *of = json_string(json_get(json, "of"));
    size_t kind;

    *why = "an unknown column";
    if (!of)
        return RPC_INVALID_PARAMS;
    if (strcmp(of, "flags") == 0) {
        *why = "there are no accessed bits (capability arm64)";
        return RPC_UNSUPPORTED;
    }
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

static const char *value_text(struct value value)
{
    switch (value.type) {
    case VALUE_NULL:
        return "nothing";
    case VALUE_ZERO:
        return "0";
    case VALUE_BOOL:
        return value.boolean ? "true" : "false";
    case VALUE_ERROR:
        return error_name(value.error);
    case VALUE_NAME:
        return value.name;
    }
    return "nothing";
}

static const char *waited(const struct run_thread *thread, size_t call)
{
    if (call <= thread->finished)
        return thread->done[call - 1].waited ? "yes" : "no";
    return call == thread->begun && thread->thread->task->interval_waits > thread->waits ? "yes" : "no";
}

/* The calls of the column's callback since the setup; *last is the thread that made the last one. */
static unsigned count_calls(const struct run *run, const struct run_column *column, const char **last)
{
    unsigned long latest = 0;
    unsigned calls = 0;
    size_t i, at;

    for (i = 0; i < run->log_count; i++) {
        const struct run_log *log = run->logs[i];

        if (column->thread && strcmp(column->thread, log->context->name) != 0)
            continue;
        for (at = log->before; at < log->count; at++) {
            const struct run_record *record = &log->records[at];

            if (record->callback != column->callback || strcmp(record->subscriber, column->name) != 0)
                continue;
            calls++;
            if (record->stamp > latest)
                *last = log->context->name;
            latest = record->stamp > latest ? record->stamp : latest;
        }
    }
    return calls;
}

static unsigned count_warnings(const struct run *run)
{
    unsigned warnings = 0;
    size_t i;

    for (i = 0; i < run->log_count; i++)
        warnings += run->logs[i]->warnings;
    return warnings;
}

/* What the device maps, against the page table that it follows. */
static const char *look(const struct run_column *column)
{
    struct subscriber *subscriber = registry_find(&the_world->subscribers, column->name);

    if (!subscriber)
        return "absent";
    return secondary_look(&subscriber->secondary, registry_find(&the_world->mms, "mm"), column->address);
}

static void put_number(struct buffer *out, unsigned number)
{
    char text[16];

    snprintf(text, sizeof(text), "%u", number);
    json_element_string(out, text);
}

void run_column_value(const struct run *run, const struct run_column *column, struct buffer *out)
{
    const struct run_thread *thread;
    const char *last = "nobody";
    const struct mm *mm;

    switch (column->kind) {
    case COLUMN_RESULT:
        thread = thread_of(run, column->name);
        json_element_string(
            out, column->call <= thread->finished ? value_text(thread->done[column->call - 1].result) : "blocked");
        break;
    case COLUMN_WAITED:
        json_element_string(out, waited(thread_of(run, column->name), column->call));
        break;
    case COLUMN_CALLS:
        put_number(out, count_calls(run, column, &last));
        break;
    case COLUMN_CALLER:
        count_calls(run, column, &last);
        json_element_string(out, last);
        break;
    case COLUMN_WARNINGS:
        put_number(out, count_warnings(run));
        break;
    case COLUMN_ENTRY:
        json_element_string(out, look(column));
        break;
    case COLUMN_FREED:
        mm = registry_find(&the_world->mms, column->name);
        json_element_string(out, mm && atomic_load(&mm->freed) ? "yes" : "no");
        break;
    }
}
