/*
 * An adapter for mmuspec: answers one JSON object a line (JSON-RPC 2.0) on standard output.
 *
 * It claims nothing yet, and answers `unsupported` to every operation. docs/protocol.md has every
 * message. base/ reads and writes JSON; you need not change it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"

#define PROTOCOL 1
#define UNSUPPORTED -32001

/* What `reset` makes anew: put your implementation here. */
struct world {
    char profile[64];
};

/* Lets a named thread begin an operation. Writes the observation once everything has settled; false if it is not offered. */
static bool call(struct world *world, const char *thread, const char *op, const struct json *args, struct buffer *out)
{
    (void)world, (void)thread, (void)op, (void)args, (void)out;
    return false;
}

static void handshake(struct buffer *out)
{
    json_open(out, '{');
    json_member_int(out, "protocol", PROTOCOL);
    json_key(out, "implementation");
    json_open(out, '{');
    json_member_string(out, "name", "{{name}}");
    json_member_string(out, "version", "0.1.0");
    json_member_string(out, "language", "C");
    json_close(out, '}');
    json_key(out, "profiles");
    json_open(out, '[');
    json_element_string(out, "v6.12");
    json_close(out, ']');
    json_key(out, "capabilities");
    json_open(out, '[');
    /* json_element_string(out, "core") as soon as the operations of that capability are offered. */
    json_close(out, ']');
    json_member_string(out, "settle", "exact");
    json_close(out, '}');
}

static void nothing(struct buffer *out)
{
    json_open(out, '{');
    json_close(out, '}');
}

/* Writes the result of a request; false if it is not offered. */
static bool answer(struct world *world, const char *method, const struct json *params, struct buffer *out)
{
    if (strcmp(method, "initialize") == 0) {
        handshake(out);
    } else if (strcmp(method, "reset") == 0) {
        const char *profile = json_string(json_get(params, "profile"));

        snprintf(world->profile, sizeof(world->profile), "%s", profile ? profile : "");
        nothing(out);
    } else if (strcmp(method, "call") == 0) {
        const char *thread = json_string(json_get(params, "thread"));
        const char *op = json_string(json_get(params, "op"));

        return thread && op && call(world, thread, op, json_get(params, "args"), out);
    } else if (strcmp(method, "shutdown") == 0) {
        nothing(out);
    } else {
        return false;
    }
    return true;
}

static void reply(const struct json *request, bool offered, const struct buffer *result)
{
    const struct json *id = json_get(request, "id");
    struct buffer line = {0};

    json_open(&line, '{');
    json_member_string(&line, "jsonrpc", "2.0");
    json_key(&line, "id");
    buffer_text(&line, id && id->type == JSON_NUMBER ? id->text : "null");
    if (offered) {
        json_key(&line, "result");
        buffer_append(&line, result->data, result->length);
    } else {
        json_key(&line, "error");
        json_open(&line, '{');
        json_member_int(&line, "code", UNSUPPORTED);
        json_member_string(&line, "message", "it is not offered");
        json_close(&line, '}');
    }
    json_close(&line, '}');
    buffer_text(&line, "\n");
    fwrite(line.data, 1, line.length, stdout);
    fflush(stdout); /* without it the suite would wait for ever */
    buffer_free(&line);
}

int main(void)
{
    struct world world = {{0}};
    char *line = NULL;
    size_t room = 0;
    ssize_t length;

    while ((length = getline(&line, &room, stdin)) > 0) {
        struct arena arena;
        struct buffer result = {0};
        const char *error = NULL;

        arena_init(&arena);
        struct json *request = json_parse(&arena, line, (size_t)length, &error);
        const char *method = json_string(json_get(request, "method"));

        if (!method) {
            fprintf(stderr, "no request: %s\n", error ? error : "it has no method");
            return EXIT_FAILURE;
        }
        reply(request, answer(&world, method, json_get(request, "params"), &result), &result);
        if (strcmp(method, "shutdown") == 0)
            return EXIT_SUCCESS;
        buffer_free(&result);
        arena_free_all(&arena);
    }
    free(line);
    return EXIT_SUCCESS;
}
