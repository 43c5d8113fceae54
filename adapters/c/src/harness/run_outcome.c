/* SPDX-License-Identifier: MIT */
/* What one iteration of a run shows, as text: equal texts are equal outcomes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/run.h"

/*
 * Starts and ends pair: a list subscriber that has both callbacks sees no end whose start it did
 * not see, in the same thread and for the same range. A start that was taken loses its `paired`.
 */
static void check_pairing(struct run *run, const struct run_log *log, size_t at)
{
    struct run_record *end = &log->records[at];

    while (at-- > 0) {
        struct run_record *start = &log->records[at];

        if (!start->paired || start->callback != CALLBACK_INVALIDATE_RANGE_START || start->mm != end->mm ||
            start->start != end->start || start->end != end->end || strcmp(start->subscriber, end->subscriber) != 0)
            continue;
        start->paired = false;
        return;
    }
    run_finding(run, "pairing: %s got an end without a start in %s", end->subscriber, log->context->name);
}

static void check_all_pairs(struct run *run)
{
    size_t i, at;

    for (i = 0; i < run->log_count; i++)
        for (at = 0; at < run->logs[i]->count; at++)
            if (run->logs[i]->records[at].paired &&
                run->logs[i]->records[at].callback == CALLBACK_INVALIDATE_RANGE_END)
                check_pairing(run, run->logs[i], at);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A member that is a list of texts in order; none if there are none. */
static void put_list(struct buffer *out, const char *key, const char **texts, size_t count)
{
    size_t i;

    if (count == 0)
        return;
    qsort(texts, count, sizeof(*texts), by_text);
    json_key(out, key);
    json_open(out, '[');
    for (i = 0; i < count; i++)
        json_element_string(out, texts[i]);
    json_close(out, ']');
}

/* Who waits and on what; NULL for a task that does not. */
static const char *stuck_text(struct task *task, const char *name)
{
    struct wait_reason on;
    char text[512];

    if (task_state(task, &on) != TASK_BLOCKED || on.kind == WAIT_ENDED)
        return NULL;
    snprintf(text, sizeof(text), "%s on %s", name, on.name ? on.name : wait_kind_name(on.kind));
    return arena_copy(&the_world->arena, text);
}

/* Everything has settled, so nobody is left who could wake those that wait. */
static void put_stuck(struct buffer *out)
{
    const char *texts[WORLD_THREADS + 1];
    const struct thread *thread;
    size_t count = 0;

    for (thread = the_world->threads; thread; thread = thread->next)
        if ((texts[count] = stuck_text(thread->task, thread->context.name)))
            count++;
    if ((texts[count] = stuck_text(the_world->domain.srcu.worker, the_world->worker.name)))
        count++;
    put_list(out, "stuck", texts, count);
}

void run_outcome(struct run *run, struct buffer *out)
{
    size_t i;

    buffer_clear(out);
    json_key(out, "values");
    json_open(out, '[');
    for (i = 0; i < run->column_count; i++)
        run_column_value(run, &run->columns[i], out);
    json_close(out, ']');
    check_all_pairs(run);
    put_list(out, "findings", run->findings, run->finding_count);
    if (!atomic_load(&the_world->dead))
        put_stuck(out);
}
