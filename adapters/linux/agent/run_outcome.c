// SPDX-License-Identifier: GPL-2.0-only
/* What one iteration showed, as text: equal texts are equal outcomes. */
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

static const struct run_thread *thread_named(const struct run *run, const char *name)
{
	unsigned i;

	for (i = 0; i < run->threads_count; i++)
		if (strcmp(run->threads[i].name, name) == 0)
			return &run->threads[i];
	return NULL;
}

static const char *thread_of(const struct lx_event *event)
{
	return event->thread < 0 ? "kernel" : name_of(SORT_THREAD, event->thread);
}

static const char *value_text(const struct lx_value *value)
{
	switch (value->kind) {
	case LX_INT:
		return value->number ? error_name(-value->number) : "0";
	case LX_BOOL:
		return value->number ? "true" : "false";
	case LX_SUBSCRIBER:
		return name_of(SORT_SUBSCRIBER, value->number);
	default:
		return "nothing";
	}
}

static bool waited(const struct run_thread *thread, unsigned call)
{
	if (call <= thread->finished)
		return thread->calls[call - 1].call.waited;
	return call == thread->begun && thread->blocked && thread->on_interval;
}

/* Calls of the column's callback; *last is who made the last one. */
static unsigned count_calls(const struct run *run, const struct run_column *column, const char **last)
{
	int subscriber = name_find(SORT_SUBSCRIBER, column->name);
	unsigned count = 0, i;

	for (i = run->armed; i < run->events_count; i++) {
		const struct lx_event *event = &run->events[i];

		if (event->event != LX_EV_callback || event->subscriber != subscriber ||
		    (int)event->what != column->callback)
			continue;
		if (column->thread && strcmp(column->thread, thread_of(event)) != 0)
			continue;
		*last = thread_of(event);
		count++;
	}
	return count;
}

static unsigned count_warnings(const struct run *run)
{
	unsigned count = run->warnings, i;

	for (i = run->armed; i < run->events_count; i++)
		count += run->events[i].event == LX_EV_warning;
	return count;
}

static bool is_freed(const char *name)
{
	struct lx_mm_state state = {.mm = name_find(SORT_MM, name)};

	return state.mm >= 0 && ioctl(device, LX_IOC_MM, &state) == 0 && state.freed;
}

static void put_number(struct buffer *out, unsigned number)
{
	char text[16];

	snprintf(text, sizeof(text), "%u", number);
	json_element_string(out, text);
}

static void put_value(const struct run *run, const struct run_column *column, struct buffer *out)
{
	const struct run_thread *thread = thread_named(run, column->name ? column->name : "");
	const char *last = "nobody";

	switch (column->of) {
	case COLUMN_RESULT:
		json_element_string(out, column->call <= thread->finished
						 ? value_text(&thread->calls[column->call - 1].call.result)
						 : "blocked");
		break;
	case COLUMN_WAITED:
		json_element_string(out, waited(thread, column->call) ? "yes" : "no");
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
	case COLUMN_FREED:
		json_element_string(out, is_freed(column->name) ? "yes" : "no");
		break;
	}
}

/* A subscriber with both callbacks sees no end whose start it did not see, in its thread and for its range. */
static bool has_start(const struct run *run, unsigned at, bool *taken)
{
	const struct lx_event *end = &run->events[at];

	while (at-- > 0) {
		const struct lx_event *start = &run->events[at];

		if (taken[at] || start->event != LX_EV_callback || start->what != LX_CB_invalidate_range_start ||
		    start->subscriber != end->subscriber || start->thread != end->thread ||
		    start->start != end->start || start->end != end->end)
			continue;
		taken[at] = true;
		return true;
	}
	return false;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void check_pairs(struct run *run)
{
	static bool taken[LX_EVENTS_MAX];
	unsigned i;

	memset(taken, 0, sizeof(taken));
	run->findings_count = 0;
	for (i = 0; i < run->events_count && run->findings_count < 8; i++) {
		const struct lx_event *event = &run->events[i];

		if (event->event != LX_EV_callback || event->what != LX_CB_invalidate_range_end ||
		    !has_both_ends(event->subscriber) || has_start(run, i, taken))
			continue;
		snprintf(run->findings[run->findings_count++], sizeof(run->findings[0]),
			 "pairing: %s got an end without a start in %s", name_of(SORT_SUBSCRIBER, event->subscriber),
			 thread_of(event));
	}
}

static void put_findings(struct run *run, struct buffer *out)
{
	const char *sorted[9];
	unsigned i;

	if (run->findings_count == 0)
		return;
	for (i = 0; i < run->findings_count; i++)
		sorted[i] = run->findings[i];
	qsort(sorted, run->findings_count, sizeof(*sorted), by_text);
	json_key(out, "findings");
	json_open(out, '[');
	for (i = 0; i < run->findings_count; i++)
		json_element_string(out, sorted[i]);
	json_close(out, ']');
}

static void put_stuck(const struct run *run, struct buffer *out)
{
	bool any = false;
	unsigned i;

	for (i = 0; i < run->threads_count; i++) {
		if (!run->threads[i].blocked)
			continue;
		if (!any) {
			json_key(out, "stuck");
			json_open(out, '[');
		}
		any = true;
		json_element_string(out, run->threads[i].waits_on);
	}
	if (any)
		json_close(out, ']');
}

void run_outcome(struct run *run, struct buffer *out)
{
	unsigned i;

	buffer_clear(out);
	json_key(out, "values");
	json_open(out, '[');
	for (i = 0; i < run->columns_count; i++)
		put_value(run, &run->columns[i], out);
	json_close(out, ']');
	check_pairs(run);
	put_stuck(run, out);
}

void run_outcome_rest(struct run *run, bool emptied, struct buffer *out)
{
	bool blocked = false;
	unsigned i;

	for (i = 0; i < run->threads_count; i++)
		blocked |= run->threads[i].blocked;
	if (!emptied && !blocked)
		snprintf(run->findings[run->findings_count++], sizeof(run->findings[0]),
			 "liveness: who is taken off afterwards waits for ever");
	put_findings(run, out);
}
