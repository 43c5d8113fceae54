/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_DEFINE_H
#define HARNESS_DEFINE_H

#include "harness/methods.h"

/* The methods define_subscriber and define_table. */
enum rpc_error define_subscriber(const struct json *params, struct arena *scratch, struct buffer *out,
                                 const char **why);
enum rpc_error define_table(const struct json *params, struct arena *scratch, struct buffer *out, const char **why);

#endif
