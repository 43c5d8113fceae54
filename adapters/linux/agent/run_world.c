// SPDX-License-Identifier: GPL-2.0-only
/* The world of one iteration: emptied, made anew, and set up. */
#include "run.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define LET_GO_TRIES 400
#define FORGET_SECONDS 5

static int last_busy(void)
{
	struct lx_state state;
	int i;

	ioctl(device, LX_IOC_STATE, &state);
	for (i = LX_THREADS - 1; i >= 0 && !state.threads[i].busy; i--)
		;
	return i;
}

/* Numbers of threads that never come back are not given out again. */
static void names_again(int taken)
{
	char name[24];
	int i;

	names_clear();
	name_intern(SORT_MM, "mm");
	name_intern(SORT_MM, " with a process");
	for (i = 0; i <= taken; i++) {
		snprintf(name, sizeof(name), " stuck %d", i);
		name_intern(SORT_THREAD, name);
	}
}

static sem_t forgotten;

static void *forget_all(void *result)
{
	*(int *)result = ioctl(device, LX_IOC_FORGET);
	sem_post(&forgotten);
	return NULL;
}

/* In a task of its own: a kernel that has lost the end of a section lets nobody off any more. */
static bool forget(void)
{
	static int result;
	struct timespec until;
	pthread_t task;

	sem_init(&forgotten, 0, 0);
	if (pthread_create(&task, NULL, forget_all, &result) != 0)
		return false;
	pthread_detach(task);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += FORGET_SECONDS;
	while (sem_timedwait(&forgotten, &until) < 0)
		if (errno == ETIMEDOUT)
			return false;
	return result == 0;
}

bool run_world_empty(void)
{
	int tries, busy = -1;

	ioctl(device, LX_IOC_RACE, 0l);
	for (tries = 0; tries < LET_GO_TRIES; tries++) {
		ioctl(device, LX_IOC_LET_GO);
		busy = last_busy();
		if (busy < 0)
			break;
		usleep(500);
	}
	names_again(busy);
	settle_forget();
	return busy < 0 && forget();
}

static enum rpc_error settled(const char **why)
{
	static struct thread_report reports[LX_THREADS];

	return settle(reports, why) ? RPC_OK : (enum rpc_error)-32603;
}

static enum rpc_error make_call(const struct json *params, const char **why)
{
	const char *name = json_string(json_get(params, "thread"));
	int thread = name ? name_intern(SORT_THREAD, name) : -1;
	struct lx_call call;
	enum rpc_error error = call_read(params, &call, why);

	if (error)
		return error;
	*why = "a thread that is blocked, or one too many, or an address space of a process";
	if (thread < 0 || call.op >= LX_OP_mmap || (worker_exists(thread) && !worker_idle(thread)))
		return RPC_INVALID_PARAMS;
	worker_start(thread, &call);
	return worker_soon_idle(thread) ? RPC_OK : settled(why);
}

static enum rpc_error open_gate(const struct json *params, const char **why)
{
	const char *name = json_string(json_get(params, "gate"));
	int gate = name ? name_intern(SORT_GATE, name) : -1;

	if (gate < 0)
		return RPC_INVALID_PARAMS;
	settle_opened(gate);
	ioctl(device, LX_IOC_OPEN, (long)gate);
	return settled(why);
}

static enum rpc_error one_request(const struct json *request, const char **why)
{
	const char *method = json_string(json_get(request, "method"));
	const struct json *params = json_get(request, "params");

	*why = "the setup is a list of define_subscriber, define_table, script, call and open";
	if (!method || !params)
		return RPC_INVALID_PARAMS;
	if (strcmp(method, "call") == 0)
		return make_call(params, why);
	if (strcmp(method, "open") == 0)
		return open_gate(params, why);
	if (strcmp(method, "script") == 0)
		return script(params, why);
	if (strcmp(method, "define_subscriber") == 0)
		return define_subscriber(params, why);
	return strcmp(method, "define_table") == 0 ? define_table(params, why) : RPC_INVALID_PARAMS;
}

static enum rpc_error read_program(struct run_thread *thread, bool *reverse_map, const char **why)
{
	const struct json *json = thread->list->first;
	unsigned i;

	thread->number = name_intern(SORT_THREAD, thread->name);
	*why = "too many threads";
	if (thread->number < 0)
		return RPC_INVALID_PARAMS;
	for (i = 0; i < thread->count; i++, json = json->next) {
		struct lx_call *call = &thread->calls[i].call;
		enum rpc_error error = call_read(json, call, why);

		if (error)
			return error;
		*why = "an operation of a process";
		if (call->op >= LX_OP_mmap)
			return RPC_UNSUPPORTED;
		*reverse_map |= (call->op == LX_OP_invalidate_range_start && call->a[4]) ||
				(call->op == LX_OP_invalidate_range_start_nonblock && call->a[4]);
	}
	return RPC_OK;
}

enum rpc_error run_world(struct run *run, const char **why)
{
	const struct json *request;
	enum rpc_error error = RPC_OK;
	bool reverse_map = false;
	unsigned i;

	*why = "no new address space";
	if (!subject_bare(0))
		return (enum rpc_error)-32603;
	for (request = run->setup; request && !error; request = request->next)
		error = one_request(request, why);
	for (i = 0; i < run->threads_count && !error; i++)
		error = read_program(&run->threads[i], &reverse_map, why);
	if (!error)
		ioctl(device, LX_IOC_PREPARE, (long)reverse_map);
	return error;
}
