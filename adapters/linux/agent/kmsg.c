// SPDX-License-Identifier: GPL-2.0-only
/* The kernel's log: its warnings, its words about a callback that failed, and its death. */
#include "agent.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int log_file = -1;

void kmsg_open(void)
{
	if (log_file < 0)
		log_file = open("/dev/kmsg", O_RDONLY | O_NONBLOCK);
	lseek(log_file, 0, SEEK_END);
}

static bool classify(const char *text, struct kernel_line *line)
{
	const char *pid = strstr(text, "PID: ");

	if (strncmp(text, "WARNING: ", 9) == 0)
		line->what = KERNEL_WARNING;
	else if (strstr(text, " callback failed with "))
		line->what = KERNEL_REFUSAL;
	else if (strncmp(text, "kernel BUG at", 13) == 0 || strncmp(text, "BUG: ", 5) == 0 ||
		 strncmp(text, "Unable to handle kernel", 23) == 0)
		line->what = KERNEL_FATAL;
	else
		return false;
	line->tid = pid ? atoi(pid + 5) : 0;
	snprintf(line->text, sizeof(line->text), "%.*s", (int)strcspn(text, "\n"), text);
	return true;
}

int kmsg_read(struct kernel_line *lines, int room)
{
	char record[2048];
	int count = 0;

	while (count < room) {
		ssize_t length = read(log_file, record, sizeof(record) - 1);
		const char *text;

		if (length < 0 && errno == EPIPE)
			continue;
		if (length <= 0)
			break;
		record[length] = 0;
		text = strchr(record, ';');
		if (text && classify(text + 1, &lines[count]))
			count++;
	}
	return count;
}
