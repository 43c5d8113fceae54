/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef AGENT_H
#define AGENT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"
#include "harness/methods.h"

#include "../module/mmuspec_uapi.h"

extern int device; /* /dev/mmuspec */

/* A folder of the machine's memory whose file system is told of the first write to each page of a file. */
#define RAMFS "/ramfs"

/* boot.c: what the first program of a machine has to do. */
bool boot(void);
/* True if the functions that the kernel does not export were found. */
bool raw_sections(void);

/* names.c: the suite's names, and the numbers that the module knows instead. */
enum sort { SORT_THREAD, SORT_SUBSCRIBER, SORT_TABLE, SORT_MM, SORT_RANGE, SORT_TOKEN, SORT_LOCK, SORT_GATE, SORTS };
void names_clear(void);
/* -1 if there is no room. */
int name_intern(enum sort sort, const char *name);
/* -1 if it is not known. An object of a table is known by its name. */
int name_find(enum sort sort, const char *name);
const char *name_of(enum sort sort, int index);
/* The name stands for another number from now on. */
void name_move(enum sort sort, int from, int to);

/* tables.c: what operations and callbacks are called. */
const char *op_name(unsigned op);
const char *op_parameters(unsigned op);
int op_find(const char *name);
const char *callback_name(unsigned callback);
int callback_find(const char *name);
const char *kind_name(int kind);
int kind_find(const char *name);

/* values.c */
bool value_read(const struct json *json, struct lx_value *value);
void value_write(struct buffer *out, const char *key, const struct lx_value *value);
const char *error_name(int error);

/* calls.c */
enum rpc_error call_read(const struct json *params, struct lx_call *call, const char **why);

/* define.c, scripts.c */
enum rpc_error define_subscriber(const struct json *params, const char **why);
enum rpc_error define_table(const struct json *params, const char **why);
/* True for a subscriber that has invalidate_range_start and invalidate_range_end. */
bool has_both_ends(int subscriber);
enum rpc_error script(const struct json *params, const char **why);

/* workers.c: a task for each named thread. */
bool worker_exists(int thread);
void worker_start(int thread, const struct lx_call *call);
/* True while it makes or ends a subject: a wait then is the agent's own affair. */
bool worker_prepares(int thread);
bool worker_idle(int thread);
/* True if it has come back within a moment. */
bool worker_soon_idle(int thread);
/* The thread does this, as one job of several calls. */
void worker_race(int thread, void (*job)(void *), void *argument);

/* subject.c: the processes whose address spaces are looked at. */
bool subject_new(int mm);
bool subject_bare(int mm);
void subject_run(int mm);
pid_t subject_pid(int mm);
/* Until all tasks of the subject wait for jobs. */
void subject_await(int mm);
void subject_end(int mm);
void subject_share(void);
/* Nobody but the page tables has a reference to the pages of a subject from now on. */
void subject_settle_pages(void);

/* jobs.c: what a task of a subject does in user space; 0 or an errno, which is negative. */
int job_run(const struct lx_serve *job);

/* uffd.c */
bool uffd_write_protects(void);
int uffd_write_protect(uint64_t start, uint64_t end);
int uffd_move(uint64_t start, uint64_t end, uint64_t to);

/* ksm.c */
int ksm_merge(uint64_t address, uint64_t into);

/* settle.c */
struct thread_report {
	bool blocked;
	const char *kind;
	const char *name; /* or NULL */
	char words[80];
};
/* False: it never came to rest. */
void settle_opened(int gate);
void settle_forget(void);
bool settle(struct thread_report reports[LX_THREADS], const char **why);

/* stacks.c */
enum wait_class { CLASS_UNKNOWN, CLASS_RUNNING, CLASS_BLOCKED, CLASS_GRACE };
enum wait_class stack_class(int tid, const char **kind, char *words, size_t room);

/* kmsg.c: what the kernel wrote to its log. */
struct kernel_line {
	enum { KERNEL_WARNING, KERNEL_REFUSAL, KERNEL_FATAL } what;
	int tid;
	char text[200];
};
void kmsg_open(void);
void kmsg_poll(void);
/* True once the kernel has said that it cannot go on as it should. */
bool kmsg_fatal(void);
/* The lines since the last time. */
int kmsg_take(struct kernel_line **taken);

/* observe.c */
bool observe(struct buffer *out, const char **why);

/* run.c */
enum rpc_error run_free(const struct json *params, struct arena *scratch, struct buffer *out, const char **why);

/* methods.c */
bool world_new(void);

/* handshake.c */
void handshake(struct buffer *out);
bool has_op(unsigned op);

#endif
