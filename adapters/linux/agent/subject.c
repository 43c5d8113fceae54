// SPDX-License-Identifier: GPL-2.0-only
/*
 * Subjects: processes whose address spaces are looked at. Their tasks wait in the module for
 * jobs. All of them are made before anything is held: making a task needs mmap_lock.
 */
#define _GNU_SOURCE
#include "agent.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define TASKS 5

static struct shared {
	_Atomic pid_t pids[LX_MMS];
} *shared;

void subject_share(void)
{
	shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

static void serve(int mm)
{
	struct lx_serve job = {.mm = mm};

	while (ioctl(device, LX_IOC_SERVE, &job) == 0) {
		job.result = job_run(&job);
		job.answers = 1;
	}
	for (;;)
		pause();
}

static void *task(void *argument)
{
	char stack[16384];

	memset(stack, 1, sizeof(stack)); /* its pages are there from now on */
	__asm__ volatile("" : : "r"(stack) : "memory");
	serve((int)(long)argument);
	return NULL;
}

static int mapped_file(void)
{
	int file = (int)syscall(SYS_memfd_create, "rmap", 0);

	if (ftruncate(file, 4096) < 0)
		return -1;
	mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	return file;
}

/* The life of a subject's first task, and of the only one of a forked subject. */
void subject_run(int mm)
{
	struct lx_attach attach = {.mm = mm, .file = mapped_file()};

	ioctl(device, LX_IOC_ATTACH, &attach);
	atomic_store(&shared->pids[mm], (pid_t)syscall(SYS_getpid));
	serve(mm);
}

static void first_task(int mm)
{
	pthread_t made;
	int i;

	for (i = 1; i < TASKS; i++)
		pthread_create(&made, NULL, task, (void *)(long)mm);
	subject_run(mm);
}

static void give_bare(int mm)
{
	struct lx_attach attach = {.mm = mm, .bare = 1, .file = mapped_file()};

	ioctl(device, LX_IOC_ATTACH, &attach);
	_exit(1);
}

static void visit_processors(void (*act)(void));

/* An address space with nothing in it, and no task. */
bool subject_bare(int mm)
{
	pid_t pid = fork();

	if (pid == 0)
		give_bare(mm);
	while (pid > 0 && waitpid(pid, NULL, 0) != pid)
		;
	visit_processors(NULL);
	return pid > 0;
}

bool subject_new(int mm)
{
	pid_t pid = fork();

	if (pid == 0)
		first_task(mm);
	if (pid > 0)
		subject_await(mm);
	return pid > 0;
}

/*
 * A task that does not wait for jobs yet is a user of the address space that the module does not
 * know: the last user that the suite knows of would not be seen as such, and its tasks would stay.
 */
void subject_await(int mm)
{
	struct lx_mm_state state = {.mm = mm};

	while (!subject_pid(mm))
		usleep(50);
	while (ioctl(device, LX_IOC_MM, &state) == 0 && state.users != 1)
		usleep(50);
}

pid_t subject_pid(int mm)
{
	return atomic_load(&shared->pids[mm]);
}

/* Runs on every processor once, so that none keeps the old address space for its idle time. */
static void visit_processors(void (*act)(void))
{
	cpu_set_t before, one;
	int cpu;

	sched_getaffinity(0, sizeof(before), &before);
	for (cpu = 0; cpu < CPU_SETSIZE; cpu++) {
		if (!CPU_ISSET(cpu, &before))
			continue;
		CPU_ZERO(&one);
		CPU_SET(cpu, &one);
		sched_setaffinity(0, sizeof(one), &one);
		if (act)
			act();
	}
	sched_setaffinity(0, sizeof(before), &before);
}

/* Whoever gives pages back empties the list of its processor first. */
static void give_a_page_back(void)
{
	char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (page == MAP_FAILED)
		return;
	*(volatile char *)page = 1;
	madvise(page, 4096, MADV_DONTNEED);
	munmap(page, 4096);
}

/*
 * New pages wait in a list of their processor for a while, which is one more reference: a write then
 * copies a page that nobody else has.
 */
void subject_settle_pages(void)
{
	visit_processors(give_a_page_back);
}

static void end_tasks(int mm, pid_t pid)
{
	struct pollfd gone = {.fd = (int)syscall(SYS_pidfd_open, pid, 0), .events = POLLIN};

	kill(pid, SIGKILL);
	ioctl(device, LX_IOC_DISMISS, (long)mm);
	while (gone.fd >= 0 && poll(&gone, 1, -1) <= 0)
		;
	if (gone.fd >= 0)
		close(gone.fd);
	visit_processors(NULL);
}

void subject_end(int mm)
{
	pid_t pid = subject_pid(mm);

	if (pid)
		end_tasks(mm, pid);
	else
		visit_processors(NULL); /* one may have mapped something into it */
}
