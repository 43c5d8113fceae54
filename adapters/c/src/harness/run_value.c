/* SPDX-License-Identifier: MIT */
/* What the columns say of an iteration that has settled. */
#include <stdio.h>
#include <string.h>

#include "core/error.h"
#include "harness/run.h"
#include "memory/memory.h"

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
    const char *seen = "absent";

    for (; subscriber && *seen == 'a'; subscriber = subscriber->also)
        seen = secondary_look(&subscriber->secondary, registry_find(&the_world->mms, "mm"), column->address);
    return seen;
}

/* What the page table says at the address. */
static void put_flags(struct buffer *out, uint64_t address)
{
    struct mm *mm = registry_find(&the_world->mms, "mm");
    const struct pte *entry = pte_find(mm, address);
    char text[32];

    if (!entry)
        return json_element_string(out, "absent");
    snprintf(text, sizeof(text), "%s %s %s", entry->write ? "writable" : "read-only",
             entry->young & pte_mark(entry, address) ? "young" : "old",
             entry->dirty & pte_mark(entry, address) ? "dirty" : "clean");
    json_element_string(out, text);
}

/* Commands of that name to whom the column is about, since the setup. */
static unsigned count_commands(const struct run *run, const struct run_column *column)
{
    unsigned commands = 0;
    size_t i, at;

    for (i = 0; i < run->log_count; i++) {
        const struct run_log *log = run->logs[i];

        for (at = log->before; at < log->count; at++)
            commands += log->records[at].command && strcmp(log->records[at].command, column->command) == 0 &&
                        strcmp(log->records[at].subscriber, column->name) == 0;
    }
    return commands;
}

/* What was written last, in the setup perhaps. */
static const char *last_context(const struct run *run, const char *owner)
{
    const struct run_record *last = NULL;
    size_t i, at;

    for (i = 0; i < run->log_count; i++) {
        for (at = 0; at < run->logs[i]->count; at++) {
            const struct run_record *record = &run->logs[i]->records[at];

            if (record->context && strcmp(record->subscriber, owner) == 0 && (!last || record->stamp > last->stamp))
                last = record;
        }
    }
    return last ? last->context : "none";
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
        thread = run_thread_named(run, column->name);
        json_element_string(
            out, column->call <= thread->finished ? value_text(thread->done[column->call - 1].result) : "blocked");
        break;
    case COLUMN_WAITED:
        json_element_string(out, waited(run_thread_named(run, column->name), column->call));
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
    case COLUMN_FLAGS:
        put_flags(out, column->address);
        break;
    case COLUMN_COMMANDS:
        put_number(out, count_commands(run, column));
        break;
    case COLUMN_CONTEXT:
        json_element_string(out, last_context(run, column->name));
        break;
    case COLUMN_FREED:
        mm = registry_find(&the_world->mms, column->name);
        json_element_string(out, mm && atomic_load(&mm->freed) ? "yes" : "no");
        break;
    }
}
