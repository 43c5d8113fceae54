/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_CALL_H
#define HARNESS_CALL_H

#include "base/json.h"
#include "harness/op.h"

/* An operation with its arguments, as a request or a script names them. */
struct call {
    const struct op *op;
    const char *names[PARAMETER_LOCK + 1]; /* those parameters that are names */
    struct operands on; /* those that are values; what names stand for is looked up when it runs */
};

/* Why a request cannot be carried out. */
enum refusal { ACCEPTED, REFUSED_INVALID, REFUSED_UNSUPPORTED };

/* Reads `op` and `args` of a request or step into *call; *why says what is wrong. */
enum refusal call_read(const struct json *object, struct arena *arena, struct call *call, const char **why);

/* Reads one argument (call_read.c). */
bool call_read_parameter(const struct json *args, enum parameter parameter, struct arena *arena, struct call *call,
                         const char **why);

/* True if the call could be carried out now by that thread; else *why. Makes nothing. */
bool call_check(const struct call *call, const struct context *thread, const char **why);

/* In the thread: carries it out, with the event of its return; its result. */
struct value call_run(const struct call *call, bool nested);

#endif
