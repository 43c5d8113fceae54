/* SPDX-License-Identifier: MIT */
#include "harness/events.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>

#include "core/context.h"
#include "core/mm.h"
#include "core/report.h"
#include "harness/world.h"
#include "sync/raw.h"

/* A request whose events need more than this is a script that calls itself again and again. */
#define BUDGET_BYTES ((size_t)4 * 1024 * 1024)

static struct {
    pthread_mutex_t raw;
    struct buffer text;
} events = {.raw = PTHREAD_MUTEX_INITIALIZER};

/* Starts an event of the calling thread; the log is locked until commit. */
static struct buffer *begin(const char *event)
{
    raw_lock(&events.raw);
    json_open(&events.text, '{');
    json_member_string(&events.text, "event", event);
    json_member_string(&events.text, "thread", context_current()->name);
    return &events.text;
}

static void commit(void)
{
    json_close(&events.text, '}');
    raw_unlock(&events.raw);
}

void event_callback(const struct callback_call *call)
{
    const struct mmu_range *range = call->range;
    struct buffer *out = begin("callback");

    json_member_string(out, "subscriber", call->name);
    json_member_string(out, "callback", callback_name(call->callback));
    if (call->mm)
        json_member_string(out, "mm", call->mm->name);
    if (range) {
        json_member_address(out, "start", range->start);
        json_member_address(out, "end", range->end);
        json_member_bool(out, "blockable", range->blockable);
        if (range->kind)
            json_member_string(out, "kind", range->kind);
    }
    commit();
}

void event_callback_exit(const struct callback_call *call, struct value result)
{
    struct buffer *out = begin("callback_exit");

    json_member_string(out, "subscriber", call->name);
    json_member_string(out, "callback", callback_name(call->callback));
    json_member_value(out, "result", result);
    commit();
}

void event_return(const char *op, struct value result, bool nested)
{
    struct buffer *out = begin("return");

    json_member_string(out, "op", op);
    json_member_value(out, "result", result);
    if (nested)
        json_member_bool(out, "nested", true);
    commit();
}

static void event_text(const char *event, const char *format, va_list args)
{
    char text[1024];
    struct buffer *out;

    vsnprintf(text, sizeof(text), format, args);
    out = begin(event);
    json_member_string(out, "text", text);
    commit();
}

void report_warning(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    event_text("warning", format, args);
    va_end(args);
}

void report_message(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    event_text("message", format, args);
    va_end(args);
}

_Noreturn void report_fatal(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    event_text("fatal", format, args);
    va_end(args);
    atomic_store(&the_world->dead, true);
    monitor_park((struct wait_reason){WAIT_ENDED, NULL});
}

void report_mm_free(const char *mm)
{
    struct buffer *out = begin("mm_free");

    json_member_string(out, "mm", mm);
    commit();
}

void events_take(struct buffer *out)
{
    raw_lock(&events.raw);
    buffer_append(out, events.text.data, events.text.length);
    buffer_clear(&events.text);
    raw_unlock(&events.raw);
}

bool events_within_budget(void)
{
    bool within;

    raw_lock(&events.raw);
    within = events.text.length < BUDGET_BYTES;
    raw_unlock(&events.raw);
    return within;
}
