// SPDX-License-Identifier: GPL-2.0-only
/* userfaultfd. The descriptor stays open: closing it would take the protection away again, in a section of its own. */
#define _GNU_SOURCE
#include "agent.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Newer than the headers may be: Linux 6.8. */
struct uffd_move {
	__u64 dst, src, len, mode;
	__s64 moved;
};
#define UFFD_MOVE _IOWR(UFFDIO, 0x05, struct uffd_move)

static int answered(int answer)
{
	return answer < 0 ? -errno : 0;
}

static int uffd_open(__u64 *features)
{
	struct uffdio_api api = {.api = UFFD_API};
	int file = (int)syscall(SYS_userfaultfd, O_CLOEXEC | UFFD_USER_MODE_ONLY);

	if (file >= 0 && ioctl(file, UFFDIO_API, &api) < 0) {
		close(file);
		return -1;
	}
	*features = api.features;
	return file;
}

bool uffd_write_protects(void)
{
	__u64 features = 0;
	int file = uffd_open(&features);

	if (file >= 0)
		close(file);
	return file >= 0 && features & UFFD_FEATURE_PAGEFAULT_FLAG_WP;
}

static int uffd_register(uint64_t start, uint64_t length, __u64 mode)
{
	struct uffdio_register range = {.range = {start, length}, .mode = mode};
	__u64 features;
	int file = uffd_open(&features);

	if (file < 0)
		return -errno;
	return ioctl(file, UFFDIO_REGISTER, &range) < 0 ? -errno : file;
}

int uffd_write_protect(uint64_t start, uint64_t end)
{
	struct uffdio_writeprotect range = {.range = {start, end - start}, .mode = UFFDIO_WRITEPROTECT_MODE_WP};
	int file = uffd_register(start, end - start, UFFDIO_REGISTER_MODE_WP);

	return file < 0 ? file : answered(ioctl(file, UFFDIO_WRITEPROTECT, &range));
}

int uffd_move(uint64_t start, uint64_t end, uint64_t to)
{
	struct uffd_move move = {.dst = to, .src = start, .len = end - start};
	int file = uffd_register(to, end - start, UFFDIO_REGISTER_MODE_MISSING);

	return file < 0 ? file : answered(ioctl(file, UFFD_MOVE, &move));
}
