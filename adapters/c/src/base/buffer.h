/* SPDX-License-Identifier: MIT */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A growing text, and the writing half of JSON: a member is written as `,"key":value`, the comma
 * only where something stands before it.
 */
struct buffer {
    char *data;
    size_t length;
    size_t capacity;
};

void buffer_free(struct buffer *buffer);
void buffer_clear(struct buffer *buffer);
void buffer_append(struct buffer *buffer, const char *data, size_t length);
void buffer_text(struct buffer *buffer, const char *text);

/* A JSON string, quoted and escaped. */
void json_put_string(struct buffer *buffer, const char *text);
/* `{` or `[`, with the comma before it that its place needs. */
void json_open(struct buffer *buffer, char bracket);
void json_close(struct buffer *buffer, char bracket);
/* `"key":`, to be followed by a value. */
void json_key(struct buffer *buffer, const char *key);
void json_member_string(struct buffer *buffer, const char *key, const char *value);
void json_member_bool(struct buffer *buffer, const char *key, bool value);
void json_member_int(struct buffer *buffer, const char *key, long long value);
/* An address as the protocol writes it: lower-case hexadecimal without leading zeros. */
void json_member_address(struct buffer *buffer, const char *key, uint64_t value);
/* A string as an element of an array. */
void json_element_string(struct buffer *buffer, const char *value);

#endif
