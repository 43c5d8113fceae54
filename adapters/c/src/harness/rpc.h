/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_RPC_H
#define HARNESS_RPC_H

/*
 * JSON-RPC 2.0, one message a line, from one file descriptor to another, until end of input or
 * `shutdown`. Returns the exit status of the program.
 */
int rpc_serve(int in, int out);

#endif
