/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef RUN_H
#define RUN_H

#include <semaphore.h>
#include <stdatomic.h>

#include "agent.h"
#include "harness/histogram.h"

/* A free run: the same threads with the same calls beside each other, many times over. For run*.c only. */

enum run_limits { RUN_THREADS = 8, RUN_CALLS = 16, RUN_COLUMNS = 16 };

struct run_call {
	struct lx_call call;
	unsigned long begin, end; /* stamps */
};

struct run_thread {
	struct run *run;
	const char *name;
	const struct json *list; /* its calls as they were sent */
	struct run_call calls[RUN_CALLS];
	unsigned count, begun, finished;
	int number; /* among the named threads */
	bool late; /* begins after the others */
	bool blocked;
	bool on_interval;
	char waits_on[100];
	uint64_t random;
};

struct run_column {
	enum { COLUMN_RESULT, COLUMN_WAITED, COLUMN_CALLS, COLUMN_CALLER, COLUMN_WARNINGS, COLUMN_FREED } of;
	const char *name; /* of a thread, a subscriber or an address space */
	unsigned call;
	int callback;
	const char *thread;
};

struct run {
	const struct json *setup;
	struct run_thread threads[RUN_THREADS];
	unsigned threads_count;
	struct run_column columns[RUN_COLUMNS];
	unsigned columns_count;
	long long iterations, most, seed;
	double seconds;

	/* of the iteration */
	unsigned scale; /* of the delays, in microseconds */
	atomic_uint arrived;
	sem_t done;
	unsigned armed; /* how many events there were before */
	struct lx_event events[LX_EVENTS_MAX];
	unsigned events_count;
	unsigned warnings;
	char findings[9][300];
	unsigned findings_count;

	struct histogram histogram;
	unsigned long executions, overlapped;
	const char *cut;
};

/* run_read.c */
enum rpc_error run_read(const struct json *params, struct run *run, const char **why);

/* run_world.c: an empty world, and what the setup makes of it. False: somebody stays in the old one. */
bool run_world_empty(void);
enum rpc_error run_world(struct run *run, const char **why);

/* run_race.c: lets the threads run until each is through, or waits for good. */
bool run_race(struct run *run, const char **why);
bool run_overlapped(const struct run *run);

/* run_outcome.c: what is seen before the world is emptied, and what can be said afterwards. */
void run_outcome(struct run *run, struct buffer *out);
void run_outcome_rest(struct run *run, bool emptied, struct buffer *out);

#endif
