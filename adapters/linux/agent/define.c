// SPDX-License-Identifier: GPL-2.0-only
#include "agent.h"

#include <string.h>
#include <sys/ioctl.h>

static unsigned callbacks_of[LX_ALL_SUBSCRIBERS];

bool has_both_ends(int subscriber)
{
	unsigned both = 1u << LX_CB_invalidate_range_start | 1u << LX_CB_invalidate_range_end;

	return (callbacks_of[subscriber] & both) == both;
}

static bool read_callbacks(const struct json *params, unsigned *callbacks)
{
	const struct json *list = json_get(params, "callbacks");
	const struct json *element;

	if (!list || list->type != JSON_ARRAY)
		return false;
	for (element = list->first; element; element = element->next) {
		const char *name = json_string(element);
		int callback = name ? callback_find(name) : -1;

		if (callback < 0)
			return false;
		*callbacks |= 1u << callback;
	}
	return true;
}

static bool read_type(const struct json *params, struct lx_define *define)
{
	const char *type = json_string(json_get(params, "type"));
	const char *memory = json_string(json_get(params, "memory"));

	define->interval = type && strcmp(type, "interval") == 0;
	define->garbage = memory && strcmp(memory, "garbage") == 0;
	return type && (define->interval || strcmp(type, "list") == 0);
}

static bool read_table(const struct json *params, struct lx_define *define)
{
	const char *table = json_string(json_get(params, "table"));
	struct lx_define implied = *define;

	define->table = -1;
	if (!table)
		return true;
	define->table = name_find(SORT_TABLE, table);
	if (define->table >= 0)
		return true;
	define->table = implied.index = name_intern(SORT_TABLE, table);
	return define->table >= 0 && ioctl(device, LX_IOC_DEFINE_TABLE, &implied) == 0;
}

enum rpc_error define_subscriber(const struct json *params, const char **why)
{
	const char *name = json_string(json_get(params, "subscriber"));
	struct lx_define define = {0};

	*why = "the subscriber is malformed";
	if (!name || !read_callbacks(params, &define.callbacks) || !read_type(params, &define) ||
	    !read_table(params, &define))
		return RPC_INVALID_PARAMS;
	define.index = name_intern(SORT_SUBSCRIBER, name);
	if (define.index < 0 || ioctl(device, LX_IOC_DEFINE_SUBSCRIBER, &define) < 0)
		return RPC_INVALID_PARAMS;
	callbacks_of[define.index] = define.callbacks;
	return RPC_OK;
}

enum rpc_error define_table(const struct json *params, const char **why)
{
	const char *name = json_string(json_get(params, "table"));
	struct lx_define define = {.table = -1};
	int n;

	*why = "the table is malformed";
	if (!name || !read_callbacks(params, &define.callbacks))
		return RPC_INVALID_PARAMS;
	define.index = name_intern(SORT_TABLE, name);
	if (define.index < 0 || ioctl(device, LX_IOC_DEFINE_TABLE, &define) < 0)
		return RPC_INVALID_PARAMS;
	for (n = 0; n < LX_OBJECTS; n++)
		callbacks_of[LX_OBJECT(define.index, n)] = define.callbacks;
	return RPC_OK;
}
