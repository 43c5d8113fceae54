/* SPDX-License-Identifier: MIT */
#include "harness/events.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>

#include "core/context.h"
#include "core/mm.h"
#include "core/report.h"
#include "harness/event_writer.h"
#include "harness/run_log.h"
#include "harness/world.h"
#include "sync/raw.h"

/* A request whose events need more than this is a script that calls itself again and again. */
#define BUDGET_BYTES ((size_t)4 * 1024 * 1024)

static struct {
    pthread_mutex_t raw;
    struct buffer text;
} events = {.raw = PTHREAD_MUTEX_INITIALIZER};

/* In a free run: the calling thread's notes, which take the place of events. Else NULL. */
static struct run_log *log_of_run(void)
{
    return context_current()->log;
}

struct buffer *event_begin(const char *event)
{
    if (log_of_run())
        return NULL;
    raw_lock(&events.raw);
    json_open(&events.text, '{');
    json_member_string(&events.text, "event", event);
    json_member_string(&events.text, "thread", context_current()->name);
    return &events.text;
}

void event_commit(void)
{
    json_close(&events.text, '}');
    raw_unlock(&events.raw);
}

void event_callback(const struct callback_call *call)
{
    const struct mmu_range *range = call->range;
    struct buffer *out;

    if (log_of_run())
        return run_log_callback(log_of_run(), call);
    out = event_begin("callback");
    json_member_string(out, "subscriber", call->name);
    json_member_string(out, "callback", callback_name(call->callback));
    if (call->mm)
        json_member_string(out, "mm", call->mm->name);
    if (range) {
        json_member_address(out, "start", range->start);
        json_member_address(out, "end", range->end);
        if (!call->bare_range && !range->mm->domain->policy->no_flags)
            json_member_bool(out, "blockable", range->blockable);
        if (!call->bare_range && range->kind)
            json_member_string(out, "kind", range->kind);
    }
    event_commit();
}

void event_callback_exit(const struct callback_call *call, struct value result)
{
    struct buffer *out;

    if (log_of_run())
        return;
    out = event_begin("callback_exit");
    json_member_string(out, "subscriber", call->name);
    json_member_string(out, "callback", callback_name(call->callback));
    json_member_value(out, "result", result);
    event_commit();
}

void event_return(const char *op, struct value result, bool nested)
{
    struct buffer *out;

    if (log_of_run())
        return;
    out = event_begin("return");
    json_member_string(out, "op", op);
    json_member_value(out, "result", result);
    if (nested)
        json_member_bool(out, "nested", true);
    event_commit();
}

static void event_text(const char *event, const char *format, va_list args)
{
    char text[1024];
    struct buffer *out;

    vsnprintf(text, sizeof(text), format, args);
    out = event_begin(event);
    json_member_string(out, "text", text);
    event_commit();
}

void report_warning(const char *format, ...)
{
    va_list args;

    if (log_of_run()) {
        log_of_run()->warnings++;
        return;
    }
    va_start(args, format);
    event_text("warning", format, args);
    va_end(args);
}

void report_message(const char *format, ...)
{
    va_list args;

    if (log_of_run())
        return;
    va_start(args, format);
    event_text("message", format, args);
    va_end(args);
}

static void fatal_finding(const char *format, va_list args)
{
    char text[400];

    vsnprintf(text, sizeof(text), format, args);
    run_finding(the_world->run, "fatal: %s", text);
}

_Noreturn void report_fatal(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    if (log_of_run())
        fatal_finding(format, args);
    else
        event_text("fatal", format, args);
    va_end(args);
    atomic_store(&the_world->dead, true);
    monitor_park((struct wait_reason){WAIT_ENDED, NULL});
}

void report_use_after_end(const char *what)
{
    if (!log_of_run())
        report_fatal("%s is used after the end of its life", what);
    run_finding(the_world->run, "use-after-free: %s is used after the end of its life", what);
}

void report_mm_free(const char *mm)
{
    struct buffer *out;

    if (log_of_run())
        return;
    out = event_begin("mm_free");
    json_member_string(out, "mm", mm);
    event_commit();
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

    if (log_of_run())
        return run_log_within_budget(log_of_run());
    raw_lock(&events.raw);
    within = events.text.length < BUDGET_BYTES;
    raw_unlock(&events.raw);
    return within;
}
