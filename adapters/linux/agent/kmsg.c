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
static struct kernel_line lines[64];
static int lines_count;
static bool fatal;

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
		 strncmp(text, "BUG ", 4) == 0 || /* slub_debug: somebody wrote where nobody may */
		 strncmp(text, "Unable to handle kernel", 23) == 0)
		line->what = KERNEL_FATAL;
	else
		return false;
	line->tid = pid ? atoi(pid + 5) : 0;
	snprintf(line->text, sizeof(line->text), "%.*s", (int)strcspn(text, "\n"), text);
	return true;
}

void kmsg_poll(void)
{
	char record[2048];

	while (lines_count < (int)(sizeof(lines) / sizeof(lines[0]))) {
		ssize_t length = read(log_file, record, sizeof(record) - 1);
		const char *text;

		if (length < 0 && errno == EPIPE)
			continue;
		if (length <= 0)
			break;
		record[length] = 0;
		text = strchr(record, ';');
		if (text && classify(text + 1, &lines[lines_count]))
			fatal = lines[lines_count++].what == KERNEL_FATAL || fatal;
	}
}

bool kmsg_fatal(void)
{
	return fatal;
}

int kmsg_take(struct kernel_line **taken)
{
	int count = lines_count;

	lines_count = 0;
	*taken = lines;
	return count;
}
