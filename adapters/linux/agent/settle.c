// SPDX-License-Identifier: GPL-2.0-only
/*
 * Settled: no named thread is runnable, the switch counts stood still between two samples, and
 * each wait is known for one that only a later request ends. A wait for the kernel's own work is
 * none, unless a thread is held inside a callback: then a grace period cannot end. After a fatal
 * check of the kernel nothing counts any more.
 */
#include "agent.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define DEADLINE_MS 30000
#define UNKNOWN_MS 1500 /* an unknown wait has to stand still for so long before it is told */

static bool gate_opened[LX_GATES];

void settle_opened(int gate)
{
	gate_opened[gate] = true;
}

void settle_forget(void)
{
	memset(gate_opened, 0, sizeof(gate_opened));
}

struct sample {
	bool asleep;
	unsigned long switches;
};

static long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void take_sample(int tid, struct sample *sample)
{
	char path[64], text[4096];
	const char *state, *voluntary, *forced;
	ssize_t length;
	int file;

	memset(sample, 0, sizeof(*sample));
	snprintf(path, sizeof(path), "/proc/%d/status", tid);
	file = open(path, O_RDONLY);
	if (file < 0)
		return;
	length = read(file, text, sizeof(text) - 1);
	close(file);
	text[length > 0 ? length : 0] = 0;
	state = strstr(text, "State:\t");
	voluntary = strstr(text, "\nvoluntary_ctxt_switches:");
	forced = strstr(text, "nonvoluntary_ctxt_switches:");
	sample->asleep = state && (state[7] == 'S' || state[7] == 'D');
	if (voluntary && forced)
		sample->switches = strtoul(voluntary + 25, NULL, 10) + strtoul(forced + 27, NULL, 10);
}

static int waiting_tid(const struct lx_thread_state *thread)
{
	return thread->servant_tid ? thread->servant_tid : thread->tid;
}

/* What the module itself knows of the wait. */
static enum wait_class known(const struct lx_thread_state *thread, struct thread_report *report)
{
	switch (thread->wait) {
	case LX_WAIT_gate:
		if (gate_opened[thread->name])
			return CLASS_RUNNING; /* it was woken, and has not had its turn yet */
		report->kind = "gate";
		report->name = name_of(SORT_GATE, thread->name);
		return CLASS_BLOCKED;
	case LX_WAIT_lock:
		report->kind = "lock";
		report->name = name_of(SORT_LOCK, thread->name);
		return CLASS_BLOCKED;
	case LX_WAIT_mmap_lock:
		report->kind = "mmap_lock";
		return CLASS_BLOCKED;
	case LX_WAIT_rmap_lock:
		report->kind = "rmap_lock";
		return CLASS_BLOCKED;
	case LX_WAIT_sleep:
		return CLASS_RUNNING;
	default:
		return stack_class(waiting_tid(thread), &report->kind, report->words, sizeof(report->words));
	}
}

/* True if somebody who is called back cannot come out. */
static bool held_inside(const struct lx_state *state)
{
	int i;

	for (i = 0; i < LX_THREADS; i++)
		if (state->threads[i].busy && state->threads[i].in_list)
			return true;
	return false;
}

static bool rests(const struct lx_state *state, int thread, struct thread_report *report, bool patient)
{
	enum wait_class class;

	memset(report, 0, sizeof(*report));
	if (!state->threads[thread].busy)
		return true;
	report->blocked = true;
	if (worker_prepares(thread))
		return false;
	class = known(&state->threads[thread], report);
	if (class == CLASS_GRACE)
		return held_inside(state);
	if (class == CLASS_UNKNOWN) {
		report->kind = "other";
		report->name = report->words;
		return patient;
	}
	if (class == CLASS_BLOCKED && strcmp(report->kind, "other") == 0)
		report->name = report->words;
	return class == CLASS_BLOCKED;
}

static bool stand_still(const struct lx_state *state, const struct lx_state *before, const struct sample *now,
			const struct sample *then)
{
	int i;

	if (state->events != before->events)
		return false;
	for (i = 0; i < LX_THREADS; i++) {
		if (state->threads[i].busy != before->threads[i].busy)
			return false;
		if (!state->threads[i].busy)
			continue;
		if (waiting_tid(&state->threads[i]) != waiting_tid(&before->threads[i]) || !now[i].asleep ||
		    !then[i].asleep || now[i].switches != then[i].switches)
			return false;
	}
	return true;
}

static void look(struct lx_state *state, struct sample *samples)
{
	int i;

	ioctl(device, LX_IOC_STATE, state);
	for (i = 0; i < LX_THREADS; i++)
		if (state->threads[i].busy)
			take_sample(waiting_tid(&state->threads[i]), &samples[i]);
}

static bool anybody_busy(const struct lx_state *state)
{
	int i;

	for (i = 0; i < LX_THREADS; i++)
		if (state->threads[i].busy)
			return true;
	return false;
}

static bool frees_done(const struct lx_state *state)
{
	return !state->frees_pending || held_inside(state);
}

bool settle(struct thread_report reports[LX_THREADS], const char **why)
{
	static struct lx_state states[2];
	static struct sample samples[2][LX_THREADS];
	const struct timespec pause = {.tv_nsec = 200000};
	long begin = now_ms(), still = begin;
	int now = 0, i;

	look(&states[now], samples[now]);
	for (;;) {
		bool rest = true;

		nanosleep(&pause, NULL);
		now = !now;
		look(&states[now], samples[now]);
		if (!stand_still(&states[now], &states[!now], samples[now], samples[!now])) {
			still = now_ms();
			rest = false;
		}
		for (i = 0; rest && i < LX_THREADS; i++)
			rest = rests(&states[now], i, &reports[i], now_ms() - still > UNKNOWN_MS);
		kmsg_poll();
		if (kmsg_fatal() || (rest && frees_done(&states[now])))
			return true;
		*why = anybody_busy(&states[now]) ? "the threads did not come to rest" : "a free never came";
		if (now_ms() - begin > DEADLINE_MS)
			return false;
	}
}
