/* SPDX-License-Identifier: MIT */
#include "base/buffer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_free(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){.data = NULL};
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
}

void buffer_append(struct buffer *buffer, const char *data, size_t length)
{
    if (buffer->capacity - buffer->length < length) {
        size_t capacity = buffer->capacity ? buffer->capacity : 256;

        while (capacity - buffer->length < length)
            capacity *= 2;
        buffer->data = realloc(buffer->data, capacity);
        if (!buffer->data)
            abort();
        buffer->capacity = capacity;
    }
    if (length)
        memcpy(buffer->data + buffer->length, data, length);
    buffer->length += length;
}

void buffer_text(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

/* True for bytes that stand for themselves in a JSON string. */
static bool plain(unsigned char byte)
{
    return byte >= 0x20 && byte != 0x7f && byte != '"' && byte != '\\';
}

void json_put_string(struct buffer *buffer, const char *text)
{
    buffer_text(buffer, "\"");
    while (*text) {
        const char *from = text;
        char escape[8];

        while (*text && plain((unsigned char)*text))
            text++;
        buffer_append(buffer, from, (size_t)(text - from));
        if (!*text)
            break;
        snprintf(escape, sizeof(escape), "\\u%04x", (unsigned char)*text++);
        buffer_text(buffer, escape);
    }
    buffer_text(buffer, "\"");
}

static void comma(struct buffer *buffer)
{
    char last = buffer->length ? buffer->data[buffer->length - 1] : '{';

    if (last != '{' && last != '[' && last != ':')
        buffer_text(buffer, ",");
}

void json_open(struct buffer *buffer, char bracket)
{
    comma(buffer);
    buffer_append(buffer, &bracket, 1);
}

void json_close(struct buffer *buffer, char bracket)
{
    buffer_append(buffer, &bracket, 1);
}

void json_key(struct buffer *buffer, const char *key)
{
    comma(buffer);
    json_put_string(buffer, key);
    buffer_text(buffer, ":");
}

void json_member_string(struct buffer *buffer, const char *key, const char *value)
{
    json_key(buffer, key);
    json_put_string(buffer, value);
}

void json_member_bool(struct buffer *buffer, const char *key, bool value)
{
    json_key(buffer, key);
    buffer_text(buffer, value ? "true" : "false");
}

void json_member_int(struct buffer *buffer, const char *key, long long value)
{
    char text[32];

    json_key(buffer, key);
    snprintf(text, sizeof(text), "%lld", value);
    buffer_text(buffer, text);
}

void json_member_address(struct buffer *buffer, const char *key, uint64_t value)
{
    char text[32];

    snprintf(text, sizeof(text), "%" PRIx64, value);
    json_member_string(buffer, key, text);
}

void json_element_string(struct buffer *buffer, const char *value)
{
    comma(buffer);
    json_put_string(buffer, value);
}
