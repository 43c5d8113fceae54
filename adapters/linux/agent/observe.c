// SPDX-License-Identifier: GPL-2.0-only
/* What was seen: the module's events, with what the kernel wrote to its log where it belongs. */
#include "agent.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

static struct lx_event events[LX_EVENTS_MAX];
static struct kernel_line *lines;
static int place[64]; /* before which event a line is told */

static const char *const names[] = {
	[LX_EV_callback] = "callback",	 [LX_EV_callback_exit] = "callback_exit", [LX_EV_return] = "return",
	[LX_EV_warning] = "warning", [LX_EV_mm_free] = "mm_free",
};

static const char *const warnings[] = {
	[LX_WARN_gate] = "a gate in a callback that must not sleep",
	[LX_WARN_unlock] = "a lock that this thread does not hold",
	[LX_WARN_unmapped] = "a section over what is not mapped",
	[LX_WARN_blocking] = "an operation that may wait in a callback that must not sleep",
};

static const char *thread_name(int thread)
{
	return thread < 0 ? "kernel" : name_of(SORT_THREAD, thread);
}

static void write_callback(struct buffer *out, const struct lx_event *event)
{
	json_member_string(out, "subscriber", name_of(SORT_SUBSCRIBER, event->subscriber));
	json_member_string(out, "callback", callback_name(event->what));
	if (event->event == LX_EV_callback_exit) {
		value_write(out, "result", &event->result);
		return;
	}
	if (event->mm >= 0)
		json_member_string(out, "mm", name_of(SORT_MM, event->mm));
	if (!event->has_range)
		return;
	json_member_address(out, "start", event->start);
	json_member_address(out, "end", event->end);
	if (event->blockable != LX_NO_RANGE)
		json_member_bool(out, "blockable", event->blockable == LX_BLOCKABLE);
	if (event->kind >= 0)
		json_member_string(out, "kind", kind_name(event->kind));
}

static void write_event(struct buffer *out, const struct lx_event *event)
{
	json_open(out, '{');
	json_member_string(out, "event", names[event->event]);
	if (event->thread >= 0 || event->event != LX_EV_mm_free)
		json_member_string(out, "thread", thread_name(event->thread));
	if (event->event == LX_EV_return) {
		json_member_string(out, "op", op_name(event->what));
		value_write(out, "result", &event->result);
		if (event->nested)
			json_member_bool(out, "nested", true);
	} else if (event->event == LX_EV_warning) {
		json_member_string(out, "text", warnings[event->what]);
	} else if (event->event == LX_EV_mm_free) {
		json_member_string(out, "mm", name_of(SORT_MM, event->mm));
	} else {
		write_callback(out, event);
	}
	json_close(out, '}');
}

/* The kernel names the function and the number; the suite wants the subscriber and the error. */
static void refusal_text(struct kernel_line *line, const struct lx_event *event)
{
	bool blockable = !strstr(line->text, "non-blockable");

	snprintf(line->text, sizeof(line->text), "%s: %s callback failed with %s in %s context",
		 name_of(SORT_SUBSCRIBER, event->subscriber), callback_name(event->what),
		 error_name(-event->result.number), blockable ? "blockable" : "non-blockable");
}

static void write_line(struct buffer *out, const struct kernel_line *line, int thread)
{
	static const char *const kinds[] = {"warning", "message", "fatal"};

	json_open(out, '{');
	json_member_string(out, "event", kinds[line->what]);
	if (thread >= 0)
		json_member_string(out, "thread", thread_name(thread));
	json_member_string(out, "text", line->text);
	json_close(out, '}');
}

static int thread_of(int tid)
{
	struct lx_state state;
	int i;

	ioctl(device, LX_IOC_STATE, &state);
	for (i = 0; tid > 0 && i < LX_THREADS; i++)
		if (state.threads[i].tid == tid || state.threads[i].servant_tid == tid)
			return i;
	return -1;
}

static bool refused(const struct lx_event *event)
{
	return event->event == LX_EV_callback_exit && event->what == LX_CB_invalidate_range_start &&
	       event->result.number != 0;
}

/* Before the last return of the thread, or at the end. */
static int before_return(int thread, int count)
{
	int i;

	for (i = count - 1; i >= 0; i--)
		if (events[i].event == LX_EV_return && events[i].thread == thread)
			return i;
	return count;
}

/* The n-th line about a failed callback goes behind the n-th failure; a warning that follows it too. */
static void find_places(int lines_count, int count)
{
	int at = 0, near = -1, i;

	for (i = 0; i < lines_count; i++) {
		if (lines[i].what == KERNEL_REFUSAL) {
			while (at < count && !refused(&events[at]))
				at++;
			if (at < count)
				refusal_text(&lines[i], &events[at++]);
			near = at;
		}
		place[i] = near >= 0 ? near : before_return(thread_of(lines[i].tid), count);
		if (lines[i].what != KERNEL_REFUSAL)
			near = -1;
	}
}

static void write_events(struct buffer *out)
{
	struct lx_events request = {.buffer = (uintptr_t)events, .room = LX_EVENTS_MAX};
	int lines_count, i, n;

	kmsg_poll();
	lines_count = kmsg_take(&lines);

	ioctl(device, LX_IOC_EVENTS, &request);
	find_places(lines_count, (int)request.count);
	for (i = 0; i <= (int)request.count; i++) {
		for (n = 0; n < lines_count; n++)
			if (place[n] == i)
				write_line(out, &lines[n], thread_of(lines[n].tid));
		if (i < (int)request.count)
			write_event(out, &events[i]);
	}
}

/* One that no free run could take out of its world has a name that no scenario gives. */
static bool is_named(int thread)
{
	const char *name = thread_name(thread);

	return *name != ' ' && strcmp(name, "unknown") != 0;
}

static void write_thread(struct buffer *out, int thread, const struct thread_report *report)
{
	json_key(out, thread_name(thread));
	json_open(out, '{');
	json_member_string(out, "state", report->blocked ? "blocked" : "idle");
	if (report->blocked) {
		json_key(out, "on");
		json_open(out, '{');
		json_member_string(out, "kind", report->kind);
		if (report->name)
			json_member_string(out, "name", report->name);
		json_close(out, '}');
	}
	json_close(out, '}');
}

bool observe(struct buffer *out, const char **why)
{
	static struct thread_report reports[LX_THREADS];
	static bool dead;
	int i;

	if (!dead && !settle(reports, why))
		return false;
	json_open(out, '{');
	json_key(out, "events");
	json_open(out, '[');
	if (!dead)
		write_events(out);
	dead = kmsg_fatal();
	json_close(out, ']');
	json_key(out, "threads");
	json_open(out, '{');
	for (i = 0; i < LX_THREADS; i++)
		if (worker_exists(i) && is_named(i))
			write_thread(out, i, &reports[i]);
	json_close(out, '}');
	json_close(out, '}');
	return true;
}
