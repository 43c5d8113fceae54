/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_SCRIPT_H
#define HARNESS_SCRIPT_H

#include "harness/call.h"
#include "harness/callback.h"

/* Adds the entry that the parameters of a `script` request describe to the world's script. */
enum refusal script_add(const struct json *params, const char **why);

/* What the script says about one call of a callback: runs its steps, and its result. */
struct value script_run(const struct callback_call *call);

#endif
