// SPDX-License-Identifier: GPL-2.0-only
/* What a task waits for, from its kernel stack: one table, the innermost frame that is in it counts. */
#include "agent.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct row {
	const char *function;
	enum wait_class class;
	const char *kind;
} rows[] = {
	{"mm_take_all_locks", CLASS_BLOCKED, "rmap_lock"},
	{"unmap_mapping_range", CLASS_BLOCKED, "rmap_lock"},
	{"unmap_mapping_pages", CLASS_BLOCKED, "rmap_lock"},
	{"free_pgtables", CLASS_BLOCKED, "rmap_lock"},
	{"vma_link", CLASS_BLOCKED, "rmap_lock"},
	{"dup_mmap", CLASS_BLOCKED, "mmap_lock"},
	{"mmu_interval_read_begin", CLASS_BLOCKED, "interval"},
	{"mmu_interval_notifier_remove", CLASS_BLOCKED, "interval"},
	/* The kernel's own work: it ends by itself unless somebody is held inside a callback. */
	{"synchronize_srcu", CLASS_GRACE, "grace_period"},
	{"__synchronize_srcu", CLASS_GRACE, "grace_period"},
	{"srcu_barrier", CLASS_GRACE, "grace_period"},
	{"rcu_barrier", CLASS_RUNNING, NULL},
	{"synchronize_rcu", CLASS_RUNNING, NULL},
	{"folio_wait_bit", CLASS_RUNNING, NULL},
	/* It was given something to do, and has not had its turn yet. */
	{"futex_wait_queue", CLASS_RUNNING, NULL},
	{"futex_wait", CLASS_RUNNING, NULL},
	{"lx_serve", CLASS_RUNNING, NULL},
	{"lx_servant_op", CLASS_RUNNING, NULL},
	{"io_schedule", CLASS_RUNNING, NULL},
	{"usleep_range_state", CLASS_RUNNING, NULL},
	{"hrtimer_nanosleep", CLASS_RUNNING, NULL},
	/* Any other semaphore is mmap_lock. */
	{"mmap_read_lock", CLASS_BLOCKED, "mmap_lock"},
	{"mmap_write_lock", CLASS_BLOCKED, "mmap_lock"},
	{"mmu_notifier_register", CLASS_BLOCKED, "mmap_lock"},
};

static const struct row *row_of(const char *function)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].function, function) == 0)
			return &rows[i];
	return NULL;
}

static bool is_semaphore(const char *function)
{
	return strncmp(function, "rwsem_", 6) == 0 || strncmp(function, "down_read", 9) == 0 ||
	       strncmp(function, "down_write", 10) == 0;
}

static ssize_t read_stack(int tid, char *text, size_t room)
{
	char path[64];
	ssize_t length;
	int file;

	snprintf(path, sizeof(path), "/proc/%d/stack", tid);
	file = open(path, O_RDONLY);
	if (file < 0)
		return -1;
	length = read(file, text, room - 1);
	close(file);
	text[length > 0 ? length : 0] = 0;
	return length;
}

/* The frames below the first one of the module belong to whoever called it. */
enum wait_class stack_class(int tid, const char **kind, char *words, size_t room)
{
	char text[4096], function[128];
	bool semaphore = false;
	char *line, *rest = text;

	words[0] = 0;
	if (read_stack(tid, text, sizeof(text)) <= 0)
		return CLASS_RUNNING;
	while ((line = strsep(&rest, "\n"))) {
		const struct row *row;

		if (sscanf(line, "[<0>] %127[^+]", function) != 1)
			continue;
		if (!words[0])
			snprintf(words, room, "%s", function);
		semaphore = semaphore || is_semaphore(function);
		row = row_of(function);
		if (row) {
			*kind = row->kind;
			return row->class;
		}
		if (strstr(line, "[mmuspec]"))
			break;
	}
	*kind = "mmap_lock";
	return semaphore ? CLASS_BLOCKED : CLASS_UNKNOWN;
}
