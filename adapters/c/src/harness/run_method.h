/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_RUN_METHOD_H
#define HARNESS_RUN_METHOD_H

#include "harness/methods.h"

/* The method run, in the mode `free`. The world that is stays as it is. */
enum rpc_error run_method(const struct json *params, struct arena *scratch, struct buffer *out, const char **why);

#endif
