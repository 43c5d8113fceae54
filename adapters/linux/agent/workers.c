// SPDX-License-Identifier: GPL-2.0-only
/*
 * Named threads. They are tasks of the agent and not of a subject, so that they outlive the
 * address spaces, and so that nothing which they do needs a lock that a section holds.
 */
#include "agent.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_process_mrelease
#define SYS_process_mrelease 448
#endif

#define SOON 200

static struct worker {
	bool exists;
	_Atomic bool prepares;
	int thread;
	sem_t ready;
	sem_t job;
	_Atomic bool idle;
	struct lx_call call;
	void (*race)(void *); /* instead of the call */
	void *argument;
} workers[LX_THREADS];

/* Whoever drops the last user runs exit: the subject's own tasks leave first. */
static void before_put(int mm)
{
	struct lx_mm_state state = {.mm = mm};

	if (ioctl(device, LX_IOC_MM, &state) == 0 && state.users == 1)
		subject_end(mm);
}

static struct lx_value mrelease(int mm)
{
	pid_t pid = subject_pid(mm);
	int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
	struct lx_value value = {.kind = LX_INT};

	kill(pid, SIGKILL);
	if (pidfd < 0 || syscall(SYS_process_mrelease, pidfd, 0) < 0)
		value.number = -errno;
	if (pidfd >= 0)
		close(pidfd);
	return value;
}

/* The reaper of the kernel gives up where process_mrelease waits. */
static struct lx_value reap(int mm)
{
	struct lx_mm_state state = {.mm = mm};
	bool can = ioctl(device, LX_IOC_MM, &state) == 0 && !state.locked;

	return (struct lx_value){.kind = LX_BOOL, .number = can && mrelease(mm).number == 0};
}

static void prepare(struct worker *worker)
{
	struct lx_call *call = &worker->call;

	worker->prepares = true;
	if (call->op == LX_OP_mm_create)
		subject_bare((int)call->a[0]);
	else if (call->op == LX_OP_mmput)
		before_put((int)call->a[0]);
	else if (call->op > LX_OP_mmap)
		subject_settle_pages();
	worker->prepares = false;
}

static void carry_out(struct lx_call *call)
{
	if (call->op == LX_OP_process_mrelease)
		call->result = mrelease((int)call->a[0]);
	else if (call->op == LX_OP_oom_reap)
		call->result = reap((int)call->a[0]);
	ioctl(device, LX_IOC_CALL, call);
}

static void *work(void *argument)
{
	struct worker *worker = argument;

	ioctl(device, LX_IOC_TASK, (long)worker->thread);
	sem_post(&worker->ready);
	for (;;) {
		while (sem_wait(&worker->job) < 0)
			;
		if (worker->race) {
			worker->race(worker->argument);
		} else {
			prepare(worker);
			carry_out(&worker->call);
		}
		worker->idle = true;
	}
	return NULL;
}

bool worker_prepares(int thread)
{
	return workers[thread].prepares;
}

bool worker_exists(int thread)
{
	return workers[thread].exists;
}

static void make(struct worker *worker, int thread)
{
	pthread_t task;

	worker->exists = true;
	worker->thread = thread;
	sem_init(&worker->ready, 0, 0);
	sem_init(&worker->job, 0, 0);
	if (pthread_create(&task, NULL, work, worker) != 0)
		abort();
	while (sem_wait(&worker->ready) < 0)
		;
}

static void start(struct worker *worker)
{
	worker->idle = false;
	ioctl(device, LX_IOC_BUSY, (long)worker->thread);
	sem_post(&worker->job);
}

void worker_start(int thread, const struct lx_call *call)
{
	struct worker *worker = &workers[thread];

	if (!worker->exists)
		make(worker, thread);
	worker->call = *call;
	worker->race = NULL;
	start(worker);
}

void worker_race(int thread, void (*job)(void *), void *argument)
{
	struct worker *worker = &workers[thread];

	if (!worker->exists)
		make(worker, thread);
	worker->race = job;
	worker->argument = argument;
	start(worker);
}

bool worker_idle(int thread)
{
	return workers[thread].idle;
}

bool worker_soon_idle(int thread)
{
	int turn;

	for (turn = 0; turn < SOON && !worker_idle(thread); turn++)
		sched_yield();
	return worker_idle(thread);
}
