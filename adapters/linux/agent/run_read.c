// SPDX-License-Identifier: GPL-2.0-only
/* What a free run is asked to do. */
#include "run.h"

#include <stdlib.h>
#include <string.h>

#define ITERATIONS 1000
#define MOST 1000000000

static bool read_count(const struct json *params, const char *key, long long *value)
{
	const struct json *json = json_get(params, key);

	return !json || (json_integer(json, value) && *value >= 0);
}

static bool read_bounds(const struct json *params, struct run *run)
{
	const struct json *seconds = json_get(params, "maxSeconds");

	run->iterations = ITERATIONS;
	run->most = MOST;
	run->seed = 1;
	run->seconds = seconds && seconds->type == JSON_NUMBER ? strtod(seconds->text, NULL) : 0;
	return read_count(params, "iterations", &run->iterations) && read_count(params, "seed", &run->seed) &&
	       read_count(params, "maxExecutions", &run->most) && run->iterations > 0 && run->most > 0;
}

static bool read_threads(const struct json *list, struct run *run)
{
	const struct json *json;

	if (!list || list->type != JSON_ARRAY)
		return false;
	for (json = list->first; json; json = json->next) {
		struct run_thread *thread = &run->threads[run->threads_count++];
		const struct json *call;

		if (run->threads_count > RUN_THREADS)
			return false;
		thread->run = run;
		thread->name = json_string(json_get(json, "thread"));
		thread->list = json_get(json, "calls");
		if (!thread->name || !thread->list || thread->list->type != JSON_ARRAY)
			return false;
		for (call = thread->list->first; call; call = call->next)
			if (++thread->count > RUN_CALLS)
				return false;
	}
	return run->threads_count > 0;
}

static bool read_call_column(const struct json *json, const struct run *run, struct run_column *column)
{
	long long call = 0;
	unsigned i;

	column->name = json_string(json_get(json, "thread"));
	if (!column->name || !json_integer(json_get(json, "call"), &call))
		return false;
	column->call = (unsigned)call;
	for (i = 0; i < run->threads_count; i++)
		if (strcmp(run->threads[i].name, column->name) == 0)
			return call >= 1 && call <= run->threads[i].count;
	return false;
}

static bool read_callback_column(const struct json *json, struct run_column *column)
{
	const char *callback = json_string(json_get(json, "callback"));

	column->name = json_string(json_get(json, "subscriber"));
	column->callback = callback ? callback_find(callback) : -1;
	column->thread = json_string(json_get(json, "thread"));
	return column->name && column->callback >= 0;
}

static enum rpc_error read_column(const struct json *json, const struct run *run, struct run_column *column)
{
	static const char *const kinds[] = {"result", "waited", "calls", "caller", "warnings", "freed"};
	const char *of = json_string(json_get(json, "of"));
	bool sound = true;
	unsigned kind = 0;

	while (of && kind < 6 && strcmp(kinds[kind], of) != 0)
		kind++;
	if (!of || kind == 6)
		return of ? RPC_UNSUPPORTED : RPC_INVALID_PARAMS;
	column->of = kind;
	if (kind == COLUMN_RESULT || kind == COLUMN_WAITED)
		sound = read_call_column(json, run, column);
	else if (kind == COLUMN_CALLS || kind == COLUMN_CALLER)
		sound = read_callback_column(json, column);
	else if (kind == COLUMN_FREED)
		sound = (column->name = json_string(json_get(json, "mm"))) != NULL;
	return sound ? RPC_OK : RPC_INVALID_PARAMS;
}

static enum rpc_error read_columns(const struct json *list, struct run *run)
{
	const struct json *json;
	enum rpc_error error = RPC_OK;

	if (!list || list->type != JSON_ARRAY)
		return RPC_INVALID_PARAMS;
	for (json = list->first; json && !error; json = json->next) {
		if (run->columns_count == RUN_COLUMNS)
			return RPC_INVALID_PARAMS;
		error = read_column(json, run, &run->columns[run->columns_count++]);
	}
	return error;
}

enum rpc_error run_read(const struct json *params, struct run *run, const char **why)
{
	const char *mode = json_string(json_get(params, "mode"));
	const struct json *setup = json_get(params, "setup");

	*why = "threads run freely here";
	if (!mode || strcmp(mode, "free") != 0)
		return mode ? RPC_UNSUPPORTED : RPC_INVALID_PARAMS;
	*why = "setup, threads or bounds are malformed, or there are too many threads or calls";
	if (!setup || setup->type != JSON_ARRAY || !read_threads(json_get(params, "threads"), run) ||
	    !read_bounds(params, run))
		return RPC_INVALID_PARAMS;
	run->setup = setup->first;
	*why = "a column that cannot be seen here, or a malformed one";
	return read_columns(json_get(params, "observe"), run);
}
