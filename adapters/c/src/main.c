/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <unistd.h>

#include "harness/rpc.h"
#include "harness/world.h"

int main(void)
{
    int status;

    signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error of write, not a death */
    status = rpc_serve(STDIN_FILENO, STDOUT_FILENO);
    world_end();
    return status;
}
