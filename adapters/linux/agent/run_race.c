// SPDX-License-Identifier: GPL-2.0-only
/* The threads of one iteration. */
#define _GNU_SOURCE
#include "run.h"

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define SPINS 2000
#define PATIENCE_NS 20000000
#define FREED_TRIES 40

static unsigned long stamp(void)
{
	static atomic_ulong clock;

	return atomic_fetch_add(&clock, 1) + 1;
}

/* All of them begin together. */
static void pass_barrier(struct run *run)
{
	unsigned turn = 0;

	atomic_fetch_add(&run->arrived, 1);
	while (atomic_load(&run->arrived) < run->threads_count)
		if (++turn > SPINS)
			sched_yield();
}

static uint64_t draw(struct run_thread *thread)
{
	thread->random ^= thread->random << 13;
	thread->random ^= thread->random >> 7;
	thread->random ^= thread->random << 17;
	return thread->random;
}

/* Before a call. Often there is none, so that calls begin close together. */
static void dawdle(struct run_thread *thread)
{
	uint64_t random = draw(thread);
	volatile unsigned spin;

	switch (random % 8) {
	case 0:
	case 1:
	case 2:
		usleep(random / 8 % thread->run->scale);
		break;
	case 3:
	case 4:
		for (spin = random / 8 % 4000; spin > 0; spin--)
			;
		break;
	default:
		break;
	}
}

static void race(void *argument)
{
	struct run_thread *thread = argument;
	unsigned i;

	pass_barrier(thread->run);
	if (thread->late)
		usleep(draw(thread) % thread->run->scale);
	for (i = 0; i < thread->count; i++) {
		struct run_call *made = &thread->calls[i];

		dawdle(thread);
		made->call.more = i + 1 < thread->count;
		made->begin = stamp();
		thread->begun++;
		ioctl(device, LX_IOC_CALL, &made->call);
		made->end = stamp();
		thread->finished++;
	}
	sem_post(&thread->run->done);
}

static void take_events(struct run *run)
{
	struct lx_events request = {.buffer = (uintptr_t)(run->events + run->events_count),
				    .room = LX_EVENTS_MAX - run->events_count};

	ioctl(device, LX_IOC_EVENTS, &request);
	run->events_count += request.count;
}

/* Long ones too: they make threads meet where one processor has to do for all of them. */
static const unsigned scales[] = {100, 500, 3000};

static void arm(struct run *run)
{
	struct kernel_line *lines;
	unsigned late = (unsigned)rand() % (run->threads_count + 1), i;

	kmsg_poll();
	kmsg_take(&lines);
	run->events_count = run->warnings = 0;
	take_events(run);
	run->armed = run->events_count;
	atomic_store(&run->arrived, 0);
	run->scale = scales[run->executions % 3];
	for (i = 0; i < run->threads_count; i++) {
		struct run_thread *thread = &run->threads[i];

		thread->begun = thread->finished = 0;
		thread->blocked = thread->on_interval = false;
		thread->random = (uint64_t)run->seed * 0x9e3779b97f4a7c15u + run->executions * 64 + i + 1;
		thread->late = draw(thread) && i == late;
	}
	ioctl(device, LX_IOC_RACE, (long)run->scale);
}

static bool all_done(struct run *run)
{
	struct timespec until;
	unsigned i;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += PATIENCE_NS;
	if (until.tv_nsec >= 1000000000) {
		until.tv_nsec -= 1000000000;
		until.tv_sec++;
	}
	for (i = 0; i < run->threads_count; i++)
		while (sem_timedwait(&run->done, &until) < 0)
			if (errno == ETIMEDOUT)
				return false;
	return true;
}

/* The module looks for address spaces that ended whenever it is asked how things are. */
static void look_at_spaces(void)
{
	struct lx_state state;

	ioctl(device, LX_IOC_STATE, &state);
}

/* Its last structure reference is dropped a moment after the last callback. */
static void look_for_freed(void)
{
	struct lx_mm_state state = {.mm = 0};
	int tries;

	for (tries = 0; tries < FREED_TRIES; tries++) {
		if (ioctl(device, LX_IOC_MM, &state) < 0 || state.users > 0 || state.freed)
			return;
		usleep(500);
		look_at_spaces();
	}
}

static void count_warnings(struct run *run)
{
	struct kernel_line *lines;
	int count, i;

	kmsg_poll();
	count = kmsg_take(&lines);
	for (i = 0; i < count; i++)
		run->warnings += lines[i].what == KERNEL_WARNING;
}

/* For the module it is idle a moment before it has noted what came of its call. */
static void await(int thread)
{
	while (!worker_idle(thread))
		usleep(20);
}

bool run_race(struct run *run, const char **why)
{
	static struct thread_report reports[LX_THREADS];
	unsigned i;

	sem_init(&run->done, 0, 0);
	arm(run);
	for (i = 0; i < run->threads_count; i++)
		worker_race(run->threads[i].number, race, &run->threads[i]);
	all_done(run);
	if (!settle(reports, why))
		return false;
	ioctl(device, LX_IOC_RACE, 0l);
	for (i = 0; i < run->threads_count; i++) {
		struct run_thread *thread = &run->threads[i];
		const struct thread_report *report = &reports[thread->number];

		thread->blocked = report->blocked;
		if (!report->blocked) {
			await(thread->number);
			continue;
		}
		thread->on_interval = strcmp(report->kind, "interval") == 0;
		snprintf(thread->waits_on, sizeof(thread->waits_on), "%s on %s", thread->name,
			 report->name ? report->name : report->kind);
	}
	look_for_freed();
	take_events(run);
	count_warnings(run);
	return true;
}

static bool beside(const struct run_thread *a, const struct run_thread *b)
{
	unsigned i, j;

	for (i = 0; i < a->begun; i++)
		for (j = 0; j < b->begun; j++)
			if (a->calls[i].begin < (j < b->finished ? b->calls[j].end : ~0ul) &&
			    b->calls[j].begin < (i < a->finished ? a->calls[i].end : ~0ul))
				return true;
	return false;
}

bool run_overlapped(const struct run *run)
{
	unsigned i, j;

	for (i = 0; i < run->threads_count; i++)
		for (j = i + 1; j < run->threads_count; j++)
			if (beside(&run->threads[i], &run->threads[j]))
				return true;
	return false;
}
