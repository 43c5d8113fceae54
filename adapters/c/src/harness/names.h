/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_NAMES_H
#define HARNESS_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/json.h"

struct arch;

/* A name of the protocol (1 to 200 characters), copied into the arena; NULL and *why otherwise. */
const char *read_name(const struct json *json, struct arena *arena, const char **why);

/* An address: lower-case hexadecimal without leading zeros. */
bool read_address(const struct json *json, uint64_t *address, const char **why);

/* The architecture that a request asks for; false if there is no such one. */
bool read_architecture(const struct json *params, const struct arch **arch, const char **why);

#endif
