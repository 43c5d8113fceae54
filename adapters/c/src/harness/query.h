/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_QUERY_H
#define HARNESS_QUERY_H

#include "base/buffer.h"
#include "base/json.h"
#include "harness/methods.h"

/* The method `query`: reads something, and lets no thread run. */
enum rpc_error query_run(const struct json *params, struct arena *scratch, struct buffer *out, const char **why);

#endif
