/* SPDX-License-Identifier: MIT */
#include "base/json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 64

struct reader {
    struct arena *arena;
    const char *at;
    const char *end;
    const char *error;
    unsigned depth;
};

static struct json *read_value(struct reader *in);

static void *fail(struct reader *in, const char *why)
{
    if (!in->error)
        in->error = why;
    return NULL;
}

static void skip_space(struct reader *in)
{
    while (in->at < in->end && (*in->at == ' ' || *in->at == '\t' || *in->at == '\n' || *in->at == '\r'))
        in->at++;
}

static bool accept(struct reader *in, char expected)
{
    skip_space(in);
    if (in->at == in->end || *in->at != expected)
        return false;
    in->at++;
    return true;
}

static struct json *new_value(struct reader *in, enum json_type type)
{
    struct json *value = arena_alloc(in->arena, sizeof(*value));

    value->type = type;
    return value;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The four digits of \uXXXX; -1 if they are not there. */
static long read_hex4(struct reader *in)
{
    long code = 0;
    int i;

    if (in->end - in->at < 4)
        return -1;
    for (i = 0; i < 4; i++) {
        int digit = hex_digit(*in->at++);

        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return code;
}

static char *put_utf8(char *out, long code)
{
    if (code < 0x80) {
        *out++ = (char)code;
    } else if (code < 0x800) {
        *out++ = (char)(0xc0 | (code >> 6));
        *out++ = (char)(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        *out++ = (char)(0xe0 | (code >> 12));
        *out++ = (char)(0x80 | ((code >> 6) & 0x3f));
        *out++ = (char)(0x80 | (code & 0x3f));
    } else {
        *out++ = (char)(0xf0 | (code >> 18));
        *out++ = (char)(0x80 | ((code >> 12) & 0x3f));
        *out++ = (char)(0x80 | ((code >> 6) & 0x3f));
        *out++ = (char)(0x80 | (code & 0x3f));
    }
    return out;
}

/* After `\u`: one code point, from one escape or a surrogate pair. */
static char *read_unicode(struct reader *in, char *out)
{
    long code = read_hex4(in);
    long low;

    if (code < 0)
        return fail(in, "bad \\u escape");
    if (code >= 0xdc00 && code <= 0xdfff)
        return fail(in, "lone low surrogate");
    if (code < 0xd800 || code > 0xdbff)
        return put_utf8(out, code);
    if (in->end - in->at < 2 || in->at[0] != '\\' || in->at[1] != 'u')
        return fail(in, "lone high surrogate");
    in->at += 2;
    low = read_hex4(in);
    if (low < 0xdc00 || low > 0xdfff)
        return fail(in, "lone high surrogate");
    return put_utf8(out, 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00));
}

static char *read_escape(struct reader *in, char *out)
{
    static const char from[] = "\"\\/bfnrt";
    static const char to[] = "\"\\/\b\f\n\r\t";
    const char *found;
    char c;

    if (in->at == in->end)
        return fail(in, "unfinished string");
    c = *in->at++;
    if (c == 'u')
        return read_unicode(in, out);
    found = c ? strchr(from, c) : NULL;
    if (!found)
        return fail(in, "bad escape");
    *out++ = to[found - from];
    return out;
}

/* The length of the valid UTF-8 sequence at `at`; 0 if there is none (RFC 3629). */
static size_t utf8_sequence(const unsigned char *at, const unsigned char *end)
{
    unsigned char lead = at[0];
    unsigned char low = 0x80, high = 0xbf;
    size_t length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    size_t i;

    if (length == 0 || (size_t)(end - at) < length)
        return 0;
    if (lead == 0xe0)
        low = 0xa0;
    if (lead == 0xed)
        high = 0x9f;
    if (lead == 0xf0)
        low = 0x90;
    if (lead == 0xf4)
        high = 0x8f;
    for (i = 1; i < length; i++) {
        if (at[i] < low || at[i] > high)
            return 0;
        low = 0x80;
        high = 0xbf;
    }
    return length;
}

/* One character of a string that is no escape. */
static char *read_plain(struct reader *in, char *out)
{
    size_t length;

    if ((unsigned char)*in->at < 0x20)
        return fail(in, "control character in a string");
    length = utf8_sequence((const unsigned char *)in->at, (const unsigned char *)in->end);
    if (length == 0)
        return fail(in, "invalid UTF-8");
    memcpy(out, in->at, length);
    in->at += length;
    return out + length;
}

/* After the opening quote. No escape is longer than what it stands for, so its source bounds it. */
static char *read_string(struct reader *in, size_t *length)
{
    const char *quote = in->at;
    char *text, *out;

    while (quote < in->end && *quote != '"')
        quote += *quote == '\\' ? 2 : 1;
    if (quote >= in->end)
        return fail(in, "unfinished string");
    text = out = arena_alloc(in->arena, (size_t)(quote - in->at) + 1);
    while (out && in->at < quote)
        out = *in->at == '\\' ? (in->at++, read_escape(in, out)) : read_plain(in, out);
    if (!out)
        return NULL;
    in->at = quote + 1;
    *length = (size_t)(out - text);
    return text;
}

static struct json *read_string_value(struct reader *in)
{
    struct json *value = new_value(in, JSON_STRING);

    value->text = read_string(in, &value->length);
    return value->text ? value : NULL;
}

static bool digits(struct reader *in)
{
    const char *from = in->at;

    while (in->at < in->end && *in->at >= '0' && *in->at <= '9')
        in->at++;
    return in->at > from;
}

/* Checks the number's grammar, leaving `at` behind it. */
static bool scan_number(struct reader *in)
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

static struct json *read_number(struct reader *in)
{
    const char *from = in->at;
    struct json *value;

    if (!scan_number(in))
        return fail(in, "bad number");
    value = new_value(in, JSON_NUMBER);
    value->length = (size_t)(in->at - from);
    value->text = memcpy(arena_alloc(in->arena, value->length + 1), from, value->length);
    return value;
}

static struct json *read_word(struct reader *in, const char *word, enum json_type type)
{
    size_t length = strlen(word);
    struct json *value;

    if ((size_t)(in->end - in->at) < length || memcmp(in->at, word, length) != 0)
        return fail(in, "unexpected character");
    in->at += length;
    value = new_value(in, type);
    value->boolean = *word == 't';
    return value;
}

static struct json *read_array(struct reader *in)
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
    return accept(in, ']') ? array : fail(in, "expected , or ]");
}

static struct json *read_member(struct reader *in)
{
    struct json *value;
    size_t length;
    char *key;

    if (!accept(in, '"'))
        return fail(in, "expected a member name");
    key = read_string(in, &length);
    if (!key)
        return NULL;
    if (!accept(in, ':'))
        return fail(in, "expected :");
    value = read_value(in);
    if (!value)
        return NULL;
    /* A name with a NUL byte inside can equal none that we look for: keep it from being cut to one. */
    value->key = strlen(key) == length ? key : arena_copy(in->arena, "\x01");
    return value;
}

static struct json *read_object(struct reader *in)
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
    return accept(in, '}') ? object : fail(in, "expected , or }");
}

static struct json *read_nested(struct reader *in)
{
    struct json *value;
    char bracket = *in->at++;

    if (in->depth == MAX_DEPTH)
        return fail(in, "nested too deeply");
    in->depth++;
    value = bracket == '{' ? read_object(in) : read_array(in);
    in->depth--;
    return value;
}

static struct json *read_value(struct reader *in)
{
    skip_space(in);
    if (in->at == in->end)
        return fail(in, "unexpected end");
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
    struct reader in = {.arena = arena, .at = text, .end = text + length};
    struct json *value = read_value(&in);

    if (value) {
        skip_space(&in);
        if (in.at != in.end)
            value = fail(&in, "something follows the value");
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
