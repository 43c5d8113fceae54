// SPDX-License-Identifier: GPL-2.0-only
/* Merging pages with the same content is the affair of a thread of the kernel: it is set to work until it is done. */
#define _GNU_SOURCE
#include "agent.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096ul
#define TRIES 4000

static long ksm_read(const char *name)
{
	char path[64], text[32] = "";
	int file;

	snprintf(path, sizeof(path), "/sys/kernel/mm/ksm/%s", name);
	file = open(path, O_RDONLY);
	if (file < 0 || read(file, text, sizeof(text) - 1) < 0)
		text[0] = 0;
	if (file >= 0)
		close(file);
	return atol(text);
}

static int ksm_write(const char *name, const char *value)
{
	char path[64];
	int file, error;

	snprintf(path, sizeof(path), "/sys/kernel/mm/ksm/%s", name);
	file = open(path, O_WRONLY);
	if (file < 0)
		return -errno;
	error = write(file, value, strlen(value)) < 0 ? -errno : 0;
	close(file);
	return error;
}

/* It looks at a page that did not change since the last look: so it takes two, and the merge is in the second. */
static int merge(void)
{
	long before = ksm_read("pages_sharing");
	int error = ksm_write("sleep_millisecs", "1"), tries;

	if (!error)
		error = ksm_write("pages_to_scan", "100");
	if (!error)
		error = ksm_write("run", "1");
	for (tries = 0; !error && ksm_read("pages_sharing") == before; tries++) {
		if (tries == TRIES)
			error = -EFAULT;
		usleep(500);
	}
	return ksm_write("run", "0") ? -EIO : error; /* comes back when the thread rests */
}

int ksm_merge(uint64_t address, uint64_t into)
{
	void *pages[2] = {(void *)(address & ~(PAGE - 1)), (void *)(into & ~(PAGE - 1))};
	int i;

	for (i = 0; i < 2; i++)
		if (madvise(pages[i], PAGE, MADV_MERGEABLE) < 0)
			return -EFAULT;
	return merge();
}
