/* SPDX-License-Identifier: MIT */
#include "harness/rpc.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "harness/methods.h"

/* A longer line is refused; its rest is skipped. */
#define MAX_LINE ((size_t)1024 * 1024)

static bool write_all(int out, const struct buffer *buffer)
{
    size_t done = 0;

    while (done < buffer->length) {
        ssize_t written = write(out, buffer->data + done, buffer->length - done);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        done += (size_t)written;
    }
    return true;
}

/* The id as it came; null where there is none that could be repeated. */
static void write_id(struct buffer *out, const struct json *id)
{
    json_key(out, "id");
    if (id && id->type == JSON_NUMBER)
        buffer_text(out, id->text);
    else if (json_string(id))
        json_put_string(out, id->text);
    else
        buffer_text(out, "null");
}

static void write_answer(struct buffer *out, const struct json *id, enum rpc_error error, const char *why,
                         const struct buffer *result)
{
    json_open(out, '{');
    json_member_string(out, "jsonrpc", "2.0");
    write_id(out, id);
    if (error) {
        json_key(out, "error");
        json_open(out, '{');
        json_member_int(out, "code", error);
        json_member_string(out, "message", why);
        json_close(out, '}');
    } else {
        json_key(out, "result");
        buffer_append(out, result->data, result->length);
    }
    json_close(out, '}');
    buffer_text(out, "\n");
}

/* True for a request (or notification) as JSON-RPC defines it. */
static bool well_formed(const struct json *request)
{
    const char *version = json_string(json_get(request, "jsonrpc"));
    const struct json *id = json_get(request, "id");
    const struct json *params = json_get(request, "params");

    if (!version || strcmp(version, "2.0") != 0 || !json_string(json_get(request, "method")))
        return false;
    if (id && id->type != JSON_NUMBER && id->type != JSON_NULL && !json_string(id))
        return false;
    return !params || params->type == JSON_OBJECT;
}

static enum rpc_error handle(const struct json *request, struct arena *scratch, struct buffer *result,
                             const char **why)
{
    if (!request)
        return RPC_PARSE_ERROR; /* *why is the parser's */
    *why = "not a JSON-RPC 2.0 request";
    if (!well_formed(request))
        return RPC_INVALID_REQUEST;
    return method_run(json_string(json_get(request, "method")), json_get(request, "params"), scratch, result, why);
}

/* Answers one line; false if the answer could not be written. */
static bool handle_line(const char *line, size_t length, int out)
{
    struct buffer result = {.data = NULL}, answer = {.data = NULL};
    struct arena scratch;
    const struct json *request;
    const char *why = NULL;
    enum rpc_error error;
    bool written = true;

    arena_init(&scratch);
    request = json_parse(&scratch, line, length, &why);
    error = handle(request, &scratch, &result, &why);
    /* A notification gets no answer; what is no request at all gets one, with id null. */
    if (error == RPC_PARSE_ERROR || error == RPC_INVALID_REQUEST || json_get(request, "id")) {
        write_answer(&answer, json_get(request, "id"), error, why, &result);
        written = write_all(out, &answer);
    }
    buffer_free(&result);
    buffer_free(&answer);
    arena_free_all(&scratch);
    return written;
}

static bool refuse_long_line(int out)
{
    struct buffer answer = {.data = NULL};
    bool written;

    write_answer(&answer, NULL, RPC_INVALID_REQUEST, "the line is too long", NULL);
    written = write_all(out, &answer);
    buffer_free(&answer);
    return written;
}

struct line_reader {
    struct buffer line; /* what has come of the line so far */
    bool too_long;
};

/* Takes one line's end; false if the program is to stop. */
static bool end_line(struct line_reader *reader, int out)
{
    bool go_on = true;

    if (reader->too_long)
        go_on = refuse_long_line(out);
    else if (reader->line.length > 0)
        go_on = handle_line(reader->line.data, reader->line.length, out);
    buffer_clear(&reader->line);
    reader->too_long = false;
    return go_on && !method_shut_down();
}

static void take_part(struct line_reader *reader, const char *part, size_t length)
{
    if (reader->line.length + length > MAX_LINE)
        reader->too_long = true;
    if (!reader->too_long)
        buffer_append(&reader->line, part, length);
}

/* Splits what was read into lines; false if the program is to stop. */
static bool take(struct line_reader *reader, const char *data, size_t length, int out)
{
    const char *end = data + length;
    const char *newline;

    while ((newline = memchr(data, '\n', (size_t)(end - data)))) {
        take_part(reader, data, (size_t)(newline - data));
        if (!end_line(reader, out))
            return false;
        data = newline + 1;
    }
    take_part(reader, data, (size_t)(end - data));
    return true;
}

int rpc_serve(int in, int out)
{
    struct line_reader reader = {.too_long = false};
    char data[65536];
    ssize_t got;

    for (;;) {
        got = read(in, data, sizeof(data));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || !take(&reader, data, (size_t)got, out))
            break;
    }
    buffer_free(&reader.line);
    return got < 0;
}
