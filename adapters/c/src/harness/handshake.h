/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_HANDSHAKE_H
#define HARNESS_HANDSHAKE_H

#include <stdbool.h>

#include "base/buffer.h"

/* The answer to initialize: who this is and what it claims. */
void handshake_write(struct buffer *out);

/* True for a point that the handshake declares. */
bool handshake_has_point(const char *point);

#endif
