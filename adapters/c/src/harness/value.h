/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_VALUE_H
#define HARNESS_VALUE_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/json.h"

/* The result of an operation or a callback, as the protocol knows it. */
enum value_type { VALUE_NULL, VALUE_ZERO, VALUE_BOOL, VALUE_ERROR, VALUE_NAME };

struct value {
    enum value_type type;
    bool boolean;
    int error; /* negative */
    const char *name;
};

static inline struct value value_null(void)
{
    return (struct value){.type = VALUE_NULL};
}

static inline struct value value_bool(bool boolean)
{
    return (struct value){.type = VALUE_BOOL, .boolean = boolean};
}

/* 0, or a negative error code. */
static inline struct value value_code(int code)
{
    return (struct value){.type = code ? VALUE_ERROR : VALUE_ZERO, .error = code};
}

static inline struct value value_name(const char *name)
{
    return (struct value){.type = VALUE_NAME, .name = name};
}

void json_member_value(struct buffer *buffer, const char *key, struct value value);

/* Reads null, 0, a boolean or the name of an error; false for anything else. */
bool value_read(const struct json *json, struct value *value);

#endif
