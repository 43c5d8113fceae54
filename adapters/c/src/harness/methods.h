/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_METHODS_H
#define HARNESS_METHODS_H

#include "base/buffer.h"
#include "base/json.h"

/* The codes of JSON-RPC 2.0, and the protocol's own. */
enum rpc_error {
    RPC_OK = 0,
    RPC_PARSE_ERROR = -32700,
    RPC_INVALID_REQUEST = -32600,
    RPC_METHOD_NOT_FOUND = -32601,
    RPC_INVALID_PARAMS = -32602,
    RPC_UNSUPPORTED = -32001,
};

/*
 * Carries out one request. Writes the result, a JSON value, to `out`; or returns an error code
 * with *why. `scratch` is for what lives no longer than the request.
 */
enum rpc_error method_run(const char *method, const struct json *params, struct arena *scratch, struct buffer *out,
                          const char **why);

/* True once `shutdown` was answered. */
bool method_shut_down(void);

#endif
