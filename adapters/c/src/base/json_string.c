/* SPDX-License-Identifier: MIT */
/* Strings of JSON: escapes, surrogate pairs, UTF-8. */
#include "base/json_reader.h"

#include <stdbool.h>
#include <string.h>

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
static long read_hex4(struct json_reader *in)
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
static char *read_unicode(struct json_reader *in, char *out)
{
    long code = read_hex4(in);
    long low;

    if (code < 0)
        return json_fail(in, "bad \\u escape");
    if (code >= 0xdc00 && code <= 0xdfff)
        return json_fail(in, "lone low surrogate");
    if (code < 0xd800 || code > 0xdbff)
        return put_utf8(out, code);
    if (in->end - in->at < 2 || in->at[0] != '\\' || in->at[1] != 'u')
        return json_fail(in, "lone high surrogate");
    in->at += 2;
    low = read_hex4(in);
    if (low < 0xdc00 || low > 0xdfff)
        return json_fail(in, "lone high surrogate");
    return put_utf8(out, 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00));
}

static char *read_escape(struct json_reader *in, char *out)
{
    static const char from[] = "\"\\/bfnrt";
    static const char to[] = "\"\\/\b\f\n\r\t";
    const char *found;
    char c;

    if (in->at == in->end)
        return json_fail(in, "unfinished string");
    c = *in->at++;
    if (c == 'u')
        return read_unicode(in, out);
    found = c ? strchr(from, c) : NULL;
    if (!found)
        return json_fail(in, "bad escape");
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
static char *read_plain(struct json_reader *in, char *out)
{
    size_t length;

    if ((unsigned char)*in->at < 0x20)
        return json_fail(in, "control character in a string");
    length = utf8_sequence((const unsigned char *)in->at, (const unsigned char *)in->end);
    if (length == 0)
        return json_fail(in, "invalid UTF-8");
    memcpy(out, in->at, length);
    in->at += length;
    return out + length;
}

/* Nothing is longer than the source it stands for, so that bounds the memory. */
char *json_read_string(struct json_reader *in, size_t *length)
{
    const char *quote = in->at;
    char *text, *out;

    while (quote < in->end && *quote != '"')
        quote += *quote == '\\' ? 2 : 1;
    if (quote >= in->end)
        return json_fail(in, "unfinished string");
    text = out = arena_alloc(in->arena, (size_t)(quote - in->at) + 1);
    while (out && in->at < quote)
        out = *in->at == '\\' ? (in->at++, read_escape(in, out)) : read_plain(in, out);
    if (!out)
        return NULL;
    in->at = quote + 1;
    *length = (size_t)(out - text);
    return text;
}
