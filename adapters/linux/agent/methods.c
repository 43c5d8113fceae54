// SPDX-License-Identifier: GPL-2.0-only
/* The methods of the protocol. */
#include "agent.h"

#include <string.h>
#include <sys/ioctl.h>

static bool shut_down, has_world;

static enum rpc_error empty(struct buffer *out, enum rpc_error error)
{
	if (!error)
		buffer_text(out, "{}");
	return error;
}

/* The world is made before the machine is saved: whoever runs it restores it for each scenario. */
bool world_new(void)
{
	subject_share();
	return subject_bare(name_intern(SORT_MM, "mm")) && subject_new(name_intern(SORT_MM, " with a process"));
}

/* The first VMA turns "mm" into the address space of a process. */
static void choose_space(struct lx_call *call)
{
	static bool chosen;

	if (!chosen && call->op == LX_OP_mmap && call->a[0] == 0) {
		name_move(SORT_MM, 0, 1);
		call->a[0] = 1;
	}
	chosen = true;
}

static enum rpc_error reset(struct buffer *out, const char **why)
{
	*why = "this machine has had its world; restore its snapshot first";
	if (has_world)
		return RPC_INVALID_REQUEST;
	has_world = true;
	kmsg_open();
	return empty(out, RPC_OK);
}

static enum rpc_error observed(struct buffer *out, const char **why)
{
	return observe(out, why) ? RPC_OK : (enum rpc_error)-32603;
}

static enum rpc_error call(const struct json *params, struct buffer *out, const char **why)
{
	const char *name = json_string(json_get(params, "thread"));
	struct lx_state state;
	struct lx_call call;
	enum rpc_error error = call_read(params, &call, why);
	int thread;

	if (error)
		return error;
	choose_space(&call);
	thread = name ? name_intern(SORT_THREAD, name) : -1;
	*why = "no such thread, or too many";
	if (thread < 0)
		return RPC_INVALID_PARAMS;
	ioctl(device, LX_IOC_STATE, &state);
	*why = "the thread is blocked";
	if (state.threads[thread].busy)
		return RPC_INVALID_PARAMS;
	worker_start(thread, &call);
	return observed(out, why);
}

static enum rpc_error open_gate(const struct json *params, struct buffer *out, const char **why)
{
	const char *name = json_string(json_get(params, "gate"));
	int gate = name ? name_intern(SORT_GATE, name) : -1;

	*why = "no such gate, or too many";
	if (gate < 0)
		return RPC_INVALID_PARAMS;
	settle_opened(gate);
	if (ioctl(device, LX_IOC_OPEN, (long)gate) < 0)
		return RPC_INVALID_PARAMS;
	return observed(out, why);
}

static enum rpc_error query(const struct json *params, struct buffer *out, const char **why)
{
	const char *of = json_string(json_get(params, "of"));
	const char *name = json_string(json_get(params, "mm"));
	struct lx_mm_state state = {.mm = name ? name_find(SORT_MM, name) : -1};

	*why = "only mm can be queried";
	if (!of || strcmp(of, "mm") != 0)
		return RPC_UNSUPPORTED;
	*why = "unknown mm";
	if (state.mm < 0 || ioctl(device, LX_IOC_MM, &state) < 0)
		return RPC_INVALID_PARAMS;
	json_open(out, '{');
	json_member_int(out, "users", state.users);
	json_member_int(out, "count", state.count);
	json_member_bool(out, "freed", state.freed);
	json_close(out, '}');
	return RPC_OK;
}

enum rpc_error method_run(const char *method, const struct json *params, struct arena *scratch, struct buffer *out,
			  const char **why)
{
	if (strcmp(method, "initialize") == 0) {
		handshake(out);
		return RPC_OK;
	}
	if (strcmp(method, "reset") == 0)
		return reset(out, why);
	if (strcmp(method, "define_subscriber") == 0)
		return empty(out, define_subscriber(params, why));
	if (strcmp(method, "define_table") == 0)
		return empty(out, define_table(params, why));
	if (strcmp(method, "script") == 0)
		return empty(out, script(params, why));
	if (strcmp(method, "call") == 0)
		return call(params, out, why);
	if (strcmp(method, "open") == 0)
		return open_gate(params, out, why);
	if (strcmp(method, "run") == 0)
		return run_free(params, scratch, out, why);
	if (strcmp(method, "query") == 0)
		return query(params, out, why);
	if (strcmp(method, "shutdown") == 0) {
		shut_down = true;
		return empty(out, RPC_OK);
	}
	*why = "there is no such method";
	return RPC_METHOD_NOT_FOUND;
}

bool method_shut_down(void)
{
	return shut_down;
}
