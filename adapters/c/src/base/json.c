/* SPDX-License-Identifier: MIT */
#include "base/json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_reader.h"

#define MAX_DEPTH 64

static struct json *read_value(struct json_reader *in);

static void skip_space(struct json_reader *in)
{
    while (in->at < in->end && (*in->at == ' ' || *in->at == '\t' || *in->at == '\n' || *in->at == '\r'))
        in->at++;
}

static bool accept(struct json_reader *in, char expected)
{
    skip_space(in);
    if (in->at == in->end || *in->at != expected)
        return false;
    in->at++;
    return true;
}

static struct json *new_value(struct json_reader *in, enum json_type type)
{
    struct json *value = arena_alloc(in->arena, sizeof(*value));

    value->type = type;
    return value;
}

static struct json *read_string_value(struct json_reader *in)
{
    struct json *value = new_value(in, JSON_STRING);

    value->text = json_read_string(in, &value->length);
    return value->text ? value : NULL;
}

static bool digits(struct json_reader *in)
{
    const char *from = in->at;

    while (in->at < in->end && *in->at >= '0' && *in->at <= '9')
        in->at++;
    return in->at > from;
}

/* Checks the number's grammar, leaving `at` behind it. */
static bool scan_number(struct json_reader *in)
{
    if (*in->at == '-')
        in->at++;
    if (in->at < in->end && *in->at == '0')
        in->at++;
    else if (!digits(in))
        return false;
    if (in->at < in->end && *in->at == '.') {
        in->at++;
        if (!digits(in))
            return false;
    }
    if (in->at < in->end && (*in->at == 'e' || *in->at == 'E')) {
        in->at++;
        if (in->at < in->end && (*in->at == '+' || *in->at == '-'))
            in->at++;
        return digits(in);
    }
    return true;
}

static struct json *read_number(struct json_reader *in)
{
    const char *from = in->at;
    struct json *value;

    if (!scan_number(in))
        return json_fail(in, "bad number");
    value = new_value(in, JSON_NUMBER);
    value->length = (size_t)(in->at - from);
    value->text = memcpy(arena_alloc(in->arena, value->length + 1), from, value->length);
    return value;
}

static struct json *read_word(struct json_reader *in, const char *word, enum json_type type)
{
    size_t length = strlen(word);
    struct json *value;

    if ((size_t)(in->end - in->at) < length || memcmp(in->at, word, length) != 0)
        return json_fail(in, "unexpected character");
    in->at += length;
    value = new_value(in, type);
    value->boolean = *word == 't';
    return value;
}

static struct json *read_array(struct json_reader *in)
{
    struct json *array = new_value(in, JSON_ARRAY);
    struct json **tail = &array->first;

    if (accept(in, ']'))
        return array;
    do {
        *tail = read_value(in);
        if (!*tail)
            return NULL;
        tail = &(*tail)->next;
    } while (accept(in, ','));
    return accept(in, ']') ? array : json_fail(in, "expected , or ]");
}

static struct json *read_member(struct json_reader *in)
{
    struct json *value;
    size_t length;
    char *key;

    if (!accept(in, '"'))
        return json_fail(in, "expected a member name");
    key = json_read_string(in, &length);
    if (!key)
        return NULL;
    if (!accept(in, ':'))
        return json_fail(in, "expected :");
    value = read_value(in);
    if (!value)
        return NULL;
    /* A name with a NUL byte inside can equal none that we look for: keep it from being cut to one. */
    value->key = strlen(key) == length ? key : arena_copy(in->arena, "\x01");
    return value;
}

static struct json *read_object(struct json_reader *in)
{
    struct json *object = new_value(in, JSON_OBJECT);
    struct json **tail = &object->first;

    if (accept(in, '}'))
        return object;
    do {
        *tail = read_member(in);
        if (!*tail)
            return NULL;
        tail = &(*tail)->next;
    } while (accept(in, ','));
    return accept(in, '}') ? object : json_fail(in, "expected , or }");
}

static struct json *read_nested(struct json_reader *in)
{
    struct json *value;
    char bracket = *in->at++;

    if (in->depth == MAX_DEPTH)
        return json_fail(in, "nested too deeply");
    in->depth++;
    value = bracket == '{' ? read_object(in) : read_array(in);
    in->depth--;
    return value;
}

static struct json *read_value(struct json_reader *in)
{
    skip_space(in);
    if (in->at == in->end)
        return json_fail(in, "unexpected end");
    switch (*in->at) {
    case '{':
    case '[':
        return read_nested(in);
    case '"':
        in->at++;
        return read_string_value(in);
    case 't':
        return read_word(in, "true", JSON_BOOL);
    case 'f':
        return read_word(in, "false", JSON_BOOL);
    case 'n':
        return read_word(in, "null", JSON_NULL);
    default:
        return read_number(in);
    }
}

struct json *json_parse(struct arena *arena, const char *text, size_t length, const char **error)
{
    struct json_reader in = {.arena = arena, .at = text, .end = text + length};
    struct json *value = read_value(&in);

    if (value) {
        skip_space(&in);
        if (in.at != in.end)
            value = json_fail(&in, "something follows the value");
    }
    *error = in.error;
    return value;
}

const struct json *json_get(const struct json *object, const char *key)
{
    const struct json *found = NULL;
    const struct json *member;

    if (!object || object->type != JSON_OBJECT)
        return NULL;
    for (member = object->first; member; member = member->next)
        if (strcmp(member->key, key) == 0)
            found = member;
    return found;
}

const char *json_string(const struct json *value)
{
    if (!value || value->type != JSON_STRING || strlen(value->text) != value->length)
        return NULL;
    return value->text;
}

bool json_integer(const struct json *value, long long *out)
{
    char *end;

    if (!value || value->type != JSON_NUMBER)
        return false;
    errno = 0;
    *out = strtoll(value->text, &end, 10);
    return *end == '\0' && errno == 0;
}
