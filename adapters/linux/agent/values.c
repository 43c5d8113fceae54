// SPDX-License-Identifier: GPL-2.0-only
#include "agent.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct {
	int error;
	const char *name;
} errors[] = {
	{EPERM, "EPERM"},   {ENOENT, "ENOENT"}, {ESRCH, "ESRCH"},	{EINTR, "EINTR"}, {EAGAIN, "EAGAIN"},
	{ENOMEM, "ENOMEM"}, {EFAULT, "EFAULT"}, {EBUSY, "EBUSY"},	{EINVAL, "EINVAL"},
	{ENOSPC, "ENOSPC"}, {ENODEV, "ENODEV"}, {EEXIST, "EEXIST"}, {EOVERFLOW, "EOVERFLOW"}, {EACCES, "EACCES"},
};

#define COUNT (sizeof(errors) / sizeof(errors[0]))

const char *error_name(int error)
{
	static char other[16];
	size_t i;

	for (i = 0; i < COUNT; i++)
		if (errors[i].error == error)
			return errors[i].name;
	snprintf(other, sizeof(other), "E%d", error);
	return other;
}

static bool read_error(const char *name, struct lx_value *value)
{
	size_t i;

	for (i = 0; name && i < COUNT; i++) {
		if (strcmp(errors[i].name, name) == 0) {
			*value = (struct lx_value){.kind = LX_INT, .number = -errors[i].error};
			return true;
		}
	}
	return false;
}

bool value_read(const struct json *json, struct lx_value *value)
{
	long long number;

	if (!json || json->type == JSON_NULL)
		*value = (struct lx_value){.kind = LX_NONE};
	else if (json->type == JSON_BOOL)
		*value = (struct lx_value){.kind = LX_BOOL, .number = json->boolean};
	else if (json_integer(json, &number) && number == 0)
		*value = (struct lx_value){.kind = LX_INT};
	else
		return read_error(json_string(json), value);
	return true;
}

void value_write(struct buffer *out, const char *key, const struct lx_value *value)
{
	if (value->kind == LX_SUBSCRIBER)
		json_member_string(out, key, name_of(SORT_SUBSCRIBER, value->number));
	else if (value->kind == LX_BOOL)
		json_member_bool(out, key, value->number);
	else if (value->kind == LX_INT && value->number)
		json_member_string(out, key, error_name(-value->number));
	else if (value->kind == LX_INT)
		json_member_int(out, key, 0);
	else {
		json_key(out, key);
		buffer_text(out, "null");
	}
}
