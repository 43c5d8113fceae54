// SPDX-License-Identifier: GPL-2.0-only
/* The first program of the machine. It speaks the protocol over the virtio port. */
#include "agent.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/rpc.h"

static int open_port(void)
{
	int port = -1, tries;

	for (tries = 0; port < 0 && tries < 2000; tries++) {
		port = open("/dev/vport0p1", O_RDWR);
		if (port < 0)
			port = open("/dev/vport1p1", O_RDWR);
		if (port < 0)
			usleep(5000);
	}
	return port;
}

static int agent(void)
{
	static const char ready[] = "ready\n";
	bool up = boot();
	int port = open_port();

	up = up && world_new();
	if (port < 0 || !up) {
		fprintf(stderr, "mmuspec: port %d, module %s\n", port, up ? "loaded" : "not loaded");
		return 1;
	}
	if (write(port, ready, sizeof(ready) - 1) < 0)
		return 1;
	return rpc_serve(port, port);
}

/* An oops that kills a thread of the first process could end the machine, so the agent is another. */
int main(void)
{
	pid_t pid = fork();

	if (pid == 0)
		exit(agent());
	while (waitpid(pid, NULL, 0) != pid)
		;
	reboot(RB_POWER_OFF);
	return 0;
}
