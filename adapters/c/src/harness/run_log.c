/* SPDX-License-Identifier: MIT */
#include "harness/run_log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/run.h"
#include "sync/raw.h"

#define BUDGET 20000

/* Makes room for one more element of an array. */
static void *grown(void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return array;
    *capacity = *capacity ? 2 * *capacity : 32;
    array = realloc(array, *capacity * size);
    if (!array)
        abort();
    return array;
}

struct run_log *run_log_new(struct run *run, struct context *context)
{
    size_t known = run->log_capacity;
    struct run_log *log;

    run->logs = grown(run->logs, run->log_count, &run->log_capacity, sizeof(*run->logs));
    for (; known < run->log_capacity; known++)
        run->logs[known] = NULL;
    if (!run->logs[run->log_count])
        run->logs[run->log_count] = calloc(1, sizeof(*log));
    log = run->logs[run->log_count];
    if (!log)
        abort();
    run->log_count++;
    *log = (struct run_log){.context = context, .records = log->records, .capacity = log->capacity};
    return log;
}

unsigned long run_stamp(void)
{
    static _Alignas(64) atomic_ulong clock;

    return atomic_fetch_add(&clock, 1) + 1;
}

static struct run_record *new_record(struct run_log *log)
{
    log->records = grown(log->records, log->count, &log->capacity, sizeof(*log->records));
    return &log->records[log->count++];
}

void run_log_command(struct run_log *log, const char *subscriber, const char *command, const char *context)
{
    *new_record(log) = (struct run_record){
        .stamp = run_stamp(),
        .callback = CALLBACK_COUNT,
        .command = command,
        .context = context,
        .subscriber = subscriber,
    };
}

void run_log_callback(struct run_log *log, const struct callback_call *call)
{
    unsigned both = 1u << CALLBACK_INVALIDATE_RANGE_START | 1u << CALLBACK_INVALIDATE_RANGE_END;
    struct run_record *record = new_record(log);

    *record = (struct run_record){
        .stamp = run_stamp(),
        .callback = call->callback,
        .subscriber = call->name,
        .paired = call->table && (call->table->callbacks & both) == both,
        .mm = call->mm,
    };
    if (!call->subscriber) /* alloc_notifier's name does not outlive the call */
        record->subscriber = arena_copy(&the_world->arena, call->name);
    if (call->range) {
        record->start = call->range->start;
        record->end = call->range->end;
    }
}

bool run_log_within_budget(const struct run_log *log)
{
    return log->count < BUDGET;
}

static bool found_before(const struct run *run, const char *text)
{
    size_t i;

    for (i = 0; i < run->finding_count; i++)
        if (strcmp(run->findings[i], text) == 0)
            return true;
    return false;
}

void run_finding(struct run *run, const char *format, ...)
{
    char text[512];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    raw_lock(&run->raw);
    if (run->finding_count < RUN_FINDINGS && !found_before(run, text))
        run->findings[run->finding_count++] = arena_copy(&the_world->arena, text);
    raw_unlock(&run->raw);
}
