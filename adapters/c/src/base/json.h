/* SPDX-License-Identifier: MIT */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/arena.h"

#include <stdbool.h>

/*
 * The reading half of JSON (RFC 8259), strict: valid UTF-8, paired surrogates, nothing after
 * the value. What it reads comes from outside, so depth is bounded and nothing is trusted.
 */
enum json_type { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json {
    enum json_type type;
    bool boolean;
    char *text; /* a string's bytes, or a number as it was written; NUL-terminated */
    size_t length;
    char *key;          /* in an object */
    struct json *first; /* of an array or object */
    struct json *next;
};

/* NULL if the text is no JSON; `error` then points to the reason. */
struct json *json_parse(struct arena *arena, const char *text, size_t length, const char **error);

/* A member of an object, the last of that name; NULL if there is none, or no object. */
const struct json *json_get(const struct json *object, const char *key);

/* A string's bytes if it is one without NUL bytes inside; else NULL. */
const char *json_string(const struct json *value);

/* True if the value is a whole number that fits; writes it to *out. */
bool json_integer(const struct json *value, long long *out);

#endif
