// SPDX-License-Identifier: GPL-2.0-only
/* What a task of a subject does in user space. */
#define _GNU_SOURCE
#include "agent.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PAGE 4096ul
#define HUGE_PAGE (2ul << 20)

#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25
#endif
#ifndef MREMAP_DONTUNMAP
#define MREMAP_DONTUNMAP 4
#endif

enum vma { ANON, NONE_ANON, FILE_PRIVATE, FILE_SHARED, WRITE_NOTIFY, PFN, HUGETLB, THP };

static struct {
	uint64_t start, end;
	int file;
} files[32];
static _Atomic int files_count;

static __thread sigjmp_buf faulted;

static void on_fault(int signal)
{
	(void)signal;
	siglongjmp(faulted, 1);
}

static int result_of(long answer)
{
	return answer < 0 ? -errno : 0;
}

static int touch(uint64_t address, bool write)
{
	struct sigaction action = {.sa_handler = on_fault, .sa_flags = SA_NODEFER};

	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGBUS, &action, NULL);
	if (sigsetjmp(faulted, 0))
		return -EFAULT;
	if (write)
		*(volatile char *)address = 1;
	else
		(void)*(volatile char *)address;
	return 0;
}

static int populate(uint64_t start, uint64_t end, bool write)
{
	int error = 0;

	for (; start < end && !error; start += PAGE)
		error = touch(start, write);
	return error;
}

static int map(uint64_t start, uint64_t end, int flags, int file)
{
	void *at = mmap((void *)start, end - start, PROT_READ | PROT_WRITE, flags | MAP_FIXED, file, 0);

	return at == MAP_FAILED ? -errno : 0;
}

/*
 * A file without a name. What mmap leaves read-only until the first write is up to the file system:
 * tmpfs does not ask to be told of it, ramfs does.
 */
static int open_file(enum vma vma)
{
	if (vma == WRITE_NOTIFY)
		return open(RAMFS, O_TMPFILE | O_RDWR, 0600);
	return (int)syscall(SYS_memfd_create, "file", 0);
}

static int map_file(uint64_t start, uint64_t end, enum vma vma)
{
	bool is_shared = vma != FILE_PRIVATE;
	int file = open_file(vma);
	int n = files_count++;
	int error;

	if (file < 0 || ftruncate(file, (off_t)(end - start)) < 0)
		return -errno;
	files[n].start = start;
	files[n].end = end;
	files[n].file = file;
	error = map(start, end, is_shared ? MAP_SHARED : MAP_PRIVATE, file);
	return error ? error : populate(start, end, vma == FILE_SHARED);
}

static int map_huge(uint64_t start, uint64_t end)
{
	int error = map(start, end, MAP_PRIVATE | MAP_ANONYMOUS, -1);

	if (!error)
		error = result_of(madvise((void *)start, end - start, MADV_HUGEPAGE));
	return error ? error : populate(start, end, true);
}

static int map_vma(uint64_t start, uint64_t end, enum vma vma)
{
	int error;

	switch (vma) {
	case ANON:
		error = map(start, end, MAP_PRIVATE | MAP_ANONYMOUS, -1);
		return error ? error : populate(start, end, true);
	case NONE_ANON:
		return map(start, end, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	case FILE_PRIVATE:
	case FILE_SHARED:
	case WRITE_NOTIFY:
		return map_file(start, end, vma);
	case THP:
		return map_huge(start, end);
	default:
		return -EINVAL;
	}
}

/* Punches the pages out of the file; its other mappings lose them too. */
static int truncate_file(uint64_t start, uint64_t end)
{
	int i;

	for (i = 0; i < files_count; i++)
		if (files[i].start <= start && end <= files[i].end)
			return result_of(fallocate(files[i].file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
						   (off_t)(start - files[i].start), (off_t)(end - start)));
	return -EINVAL;
}

static int move(uint64_t start, uint64_t end, uint64_t to, bool keep)
{
	int flags = MREMAP_MAYMOVE | MREMAP_FIXED | (keep ? MREMAP_DONTUNMAP : 0);
	void *at = mremap((void *)start, end - start, end - start, flags, (void *)to);

	return at == MAP_FAILED ? -errno : 0;
}

static int collapse(uint64_t address)
{
	void *start = (void *)(address & ~(HUGE_PAGE - 1));

	return result_of(madvise(start, HUGE_PAGE, MADV_COLLAPSE));
}

/* Another VMA begins, or ends, in the middle of the huge page: its entry is split, and nothing else happens. */
static int split(uint64_t address)
{
	uint64_t start = address & ~(HUGE_PAGE - 1), page = address & ~(PAGE - 1);
	uint64_t from = page == start ? start : page, to = page == start ? start + PAGE : start + HUGE_PAGE;

	return result_of(madvise((void *)from, to - from, MADV_DONTDUMP));
}

static int clear_refs(void)
{
	int file = open("/proc/self/clear_refs", O_WRONLY);
	int error = result_of(write(file, "4", 1));

	close(file);
	return error;
}

static int fork_subject(int child)
{
	pid_t pid = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);

	if (pid == 0)
		subject_run(child);
	if (pid < 0)
		return -errno;
	subject_await(child);
	return 0;
}

int job_run(const struct lx_serve *job)
{
	uint64_t start = job->a[1], end = job->a[2];

	switch (job->op) {
	case LX_OP_mmap:
		return map_vma(start, end, (enum vma)job->a[3]);
	case LX_OP_munmap:
		return result_of(munmap((void *)start, end - start));
	case LX_OP_madvise_dontneed:
		return result_of(madvise((void *)start, end - start, MADV_DONTNEED));
	case LX_OP_mprotect_read:
		return result_of(mprotect((void *)start, end - start, PROT_READ));
	case LX_OP_write_fault:
		return touch(start, true);
	case LX_OP_truncate:
		return truncate_file(start, end);
	case LX_OP_mremap:
		return move(start, end, job->a[3], job->a[4]);
	case LX_OP_madvise_free:
		return result_of(madvise((void *)start, end - start, MADV_FREE));
	case LX_OP_thp_collapse:
		return collapse(start);
	case LX_OP_thp_split:
		return split(start);
	case LX_OP_ksm_merge:
		return ksm_merge(start, end);
	case LX_OP_userfaultfd_wp:
		return uffd_write_protect(start, end);
	case LX_OP_userfaultfd_move:
		return uffd_move(start, end, job->a[3]);
	case LX_OP_mm_clear_refs:
		return clear_refs();
	case LX_OP_fork:
		return fork_subject((int)job->a[1]);
	default:
		return -EINVAL;
	}
}
