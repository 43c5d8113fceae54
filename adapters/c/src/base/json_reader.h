/* SPDX-License-Identifier: MIT */
#ifndef BASE_JSON_READER_H
#define BASE_JSON_READER_H

#include <stddef.h>

#include "base/arena.h"

/* For json.c and json_string.c only: where the reader stands, and why it stopped. */
struct json_reader {
    struct arena *arena;
    const char *at;
    const char *end;
    const char *error;
    unsigned depth;
};

/* Keeps the first reason; NULL, for the caller to return. */
static inline void *json_fail(struct json_reader *in, const char *why)
{
    if (!in->error)
        in->error = why;
    return NULL;
}

/*
 * Reads a string's characters and its closing quote; `at` stands after the opening one. The
 * bytes are followed by a NUL; NULL if there is something wrong.
 */
char *json_read_string(struct json_reader *in, size_t *length);

#endif
