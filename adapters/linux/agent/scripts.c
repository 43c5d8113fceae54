// SPDX-License-Identifier: GPL-2.0-only
#include "agent.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

static const char *const kinds[] = {
	[LX_DO_gate] = "gate",	 [LX_DO_lock] = "lock",	  [LX_DO_unlock] = "unlock", [LX_DO_set_seq] = "set_seq",
	[LX_DO_zap] = "zap",	 [LX_DO_sleep] = "sleep", [LX_DO_call] = "call",     [LX_DO_return] = "return",
};

static bool read_kind(const struct json *json, unsigned *kind)
{
	const char *name = json_string(json_get(json, "do"));
	unsigned i;

	for (i = 0; name && i <= LX_DO_return; i++) {
		if (strcmp(kinds[i], name) == 0) {
			*kind = i;
			return true;
		}
	}
	return false;
}

static bool read_index(const struct json *json, const char *key, enum sort sort, struct lx_step *step)
{
	const char *name = json_string(json_get(json, key));

	step->index = name ? name_intern(sort, name) : -1;
	return step->index >= 0;
}

static enum rpc_error read_step(const struct json *json, struct lx_step *step, const char **why)
{
	*why = "a malformed step";
	if (!read_kind(json, &step->kind))
		return RPC_INVALID_PARAMS;
	switch (step->kind) {
	case LX_DO_gate:
		return read_index(json, "gate", SORT_GATE, step) ? RPC_OK : RPC_INVALID_PARAMS;
	case LX_DO_lock:
	case LX_DO_unlock:
		return read_index(json, "lock", SORT_LOCK, step) ? RPC_OK : RPC_INVALID_PARAMS;
	case LX_DO_call:
		return call_read(json, &step->call, why);
	case LX_DO_return:
		return value_read(json_get(json, "value"), &step->value) ? RPC_OK : RPC_INVALID_PARAMS;
	default:
		return RPC_OK;
	}
}

static enum rpc_error read_steps(const struct json *json, struct lx_script *script, const char **why)
{
	const struct json *element;

	*why = "steps must be a list";
	if (!json || json->type != JSON_ARRAY)
		return RPC_INVALID_PARAMS;
	for (element = json->first; element; element = element->next) {
		enum rpc_error error;

		*why = "too many steps";
		if (script->steps_count == LX_STEPS)
			return RPC_INVALID_PARAMS;
		error = read_step(element, &script->steps[script->steps_count++], why);
		if (error)
			return error;
	}
	return RPC_OK;
}

static bool read_when(const struct json *when, struct lx_script *script)
{
	const char *thread = json_string(json_get(when, "thread"));
	const char *kind = json_string(json_get(when, "kind"));
	const struct json *blockable = json_get(when, "blockable");
	long long number = 0;

	script->thread = thread ? name_intern(SORT_THREAD, thread) : -1;
	script->kind = kind ? kind_find(kind) : -1;
	script->blockable = !blockable ? LX_NO_RANGE : blockable->boolean ? LX_BLOCKABLE : LX_NOT_BLOCKABLE;
	if (json_get(when, "call") && !json_integer(json_get(when, "call"), &number))
		return false;
	script->number = (unsigned)number;
	return (!thread || script->thread >= 0) && (!kind || script->kind >= 0);
}

static bool read_owner(const struct json *params, struct lx_script *script)
{
	const char *subscriber = json_string(json_get(params, "subscriber"));
	const char *table = json_string(json_get(params, "table"));
	const char *callback = json_string(json_get(params, "callback"));
	int number = callback ? callback_find(callback) : -1;

	script->subscriber = subscriber ? name_find(SORT_SUBSCRIBER, subscriber) : -1;
	script->table = table && !subscriber ? name_find(SORT_TABLE, table) : -1;
	script->callback = (unsigned)number;
	return number >= 0 && (script->subscriber >= 0 || script->table >= 0);
}

enum rpc_error script(const struct json *params, const char **why)
{
	struct lx_script *script = calloc(1, sizeof(*script));
	enum rpc_error error;

	*why = "a known subscriber or table, a callback and a sound selector are needed";
	if (!read_owner(params, script) || !read_when(json_get(params, "when"), script))
		error = RPC_INVALID_PARAMS;
	else
		error = read_steps(json_get(params, "steps"), script, why);
	if (!error && ioctl(device, LX_IOC_SCRIPT, script) < 0)
		error = RPC_INVALID_PARAMS;
	free(script);
	return error;
}
