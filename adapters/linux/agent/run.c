// SPDX-License-Identifier: GPL-2.0-only
/* `run`, in mode free. */
#include "run.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Somebody waits for good in a world that is gone, and nothing here can take him out: runs end with that. */
static bool spoiled;

static double seconds_since(const struct timespec *begin)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - begin->tv_sec) + (double)(now.tv_nsec - begin->tv_nsec) * 1e-9;
}

static bool cut(struct run *run, const struct timespec *begin)
{
	if (spoiled)
		run->cut = "interrupted";
	else if (run->executions == 0)
		return false;
	else if (run->executions >= (unsigned long long)run->most)
		run->cut = "max-executions";
	else if (run->seconds > 0 && seconds_since(begin) >= run->seconds)
		run->cut = "max-seconds";
	return run->cut;
}

static enum rpc_error iterate(struct run *run, struct buffer *text, const char **why)
{
	enum rpc_error error = run_world(run, why);

	if (error)
		return error;
	if (!run_race(run, why))
		return (enum rpc_error)-32603;
	run_outcome(run, text);
	spoiled = kmsg_fatal() || !run_world_empty();
	run_outcome_rest(run, !spoiled, text);
	histogram_count(&run->histogram, text);
	run->overlapped += run_overlapped(run);
	run->executions++;
	return RPC_OK;
}

static enum rpc_error run_all(struct run *run, const char **why)
{
	struct buffer text = {.data = NULL};
	struct timespec begin;
	enum rpc_error error = RPC_OK;

	srand((unsigned)run->seed);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	spoiled = spoiled || !run_world_empty();
	while (!error && run->executions < (unsigned long long)run->iterations && !cut(run, &begin))
		error = iterate(run, &text, why);
	buffer_free(&text);
	return error;
}

static void write_answer(const struct run *run, struct buffer *out)
{
	json_open(out, '{');
	json_member_bool(out, "complete", false);
	if (run->cut)
		json_member_string(out, "cut", run->cut);
	json_member_int(out, "executions", (long long)run->executions);
	json_member_int(out, "overlapped", (long long)run->overlapped);
	histogram_outcomes(&run->histogram, out);
	json_close(out, '}');
}

enum rpc_error run_free(const struct json *params, struct arena *scratch, struct buffer *out, const char **why)
{
	struct run *run = calloc(1, sizeof(*run));
	enum rpc_error error = run_read(params, run, why);

	histogram_init(&run->histogram, scratch);
	if (!error)
		error = run_all(run, why);
	if (!error)
		write_answer(run, out);
	free(run);
	return error;
}
