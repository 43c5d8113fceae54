// SPDX-License-Identifier: GPL-2.0-only
/* Reads an operation and its arguments, by the table that the module has too. */
#include "agent.h"

#include <stdlib.h>
#include <string.h>

static const char *const modes[] = {"read", "write", NULL};
static const char *const vias[] = {"mmap_lock", "rmap", NULL};
static const char *const vmas[] = {"anon", "none-anon", "file", "shared", "write-notify", "pfn", "hugetlb", "thp", NULL};

static bool read_word(const struct json *json, const char *const *words, __u64 *value)
{
	const char *text = json_string(json);
	unsigned i;

	for (i = 0; text && words[i]; i++) {
		if (strcmp(words[i], text) == 0) {
			*value = i;
			return true;
		}
	}
	return false;
}

static bool read_address(const struct json *json, __u64 *value)
{
	const char *text = json_string(json);
	char *end;

	if (!text || !*text || strlen(text) > 16)
		return false;
	*value = strtoull(text, &end, 16);
	return !*end;
}

static bool read_name(const struct json *json, enum sort sort, bool make, __u64 *value)
{
	const char *text = json_string(json);
	int index = !text ? -1 : make ? name_intern(sort, text) : name_find(sort, text);

	*value = (uint64_t)index;
	return index >= 0;
}

static bool read_argument(const struct json *json, char kind, __u64 *value)
{
	switch (kind) {
	case 'm':
		return read_name(json, SORT_MM, false, value);
	case 'n':
		return read_name(json, SORT_MM, true, value);
	case 's':
		return read_name(json, SORT_SUBSCRIBER, false, value);
	case 't':
		return read_name(json, SORT_TABLE, false, value);
	case 'r':
		return read_name(json, SORT_RANGE, true, value);
	case 'k':
		return read_name(json, SORT_TOKEN, true, value);
	case 'l':
		return read_name(json, SORT_LOCK, true, value);
	case 'M':
		return read_word(json, modes, value);
	case 'V':
		return read_word(json, vmas, value);
	case 'f':
		*value = json && json->boolean;
		return true;
	case 'v':
		return !json || read_word(json, vias, value);
	default:
		return read_address(json, value);
	}
}

enum rpc_error call_read(const struct json *params, struct lx_call *call, const char **why)
{
	const char *name = json_string(json_get(params, "op"));
	const struct json *args = json_get(params, "args");
	int op = name ? op_find(name) : -1;
	const char *at;
	unsigned n;

	memset(call, 0, sizeof(*call));
	*why = "the operation is not offered";
	if (op < 0 || !has_op((unsigned)op))
		return name ? RPC_UNSUPPORTED : RPC_INVALID_PARAMS;
	call->op = (unsigned)op;
	*why = "an argument is missing or malformed";
	for (at = op_parameters(call->op), n = 0; *at; n++) {
		size_t length = strcspn(at, "=");
		char key[32];

		memcpy(key, at, length);
		key[length] = 0;
		if (!read_argument(json_get(args, key), at[length + 1], &call->a[n]))
			return RPC_INVALID_PARAMS;
		at += length + 2;
		at += *at == ' ';
	}
	return RPC_OK;
}
