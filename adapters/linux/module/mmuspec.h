/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef MMUSPEC_H
#define MMUSPEC_H

#include <linux/completion.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/mmu_notifier.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/version.h>
#include <linux/wait.h>

#include "mmuspec_uapi.h"

/* Which hooks the kernel has. */
#define HAS_SECONDARY_TLBS (LINUX_VERSION_CODE >= KERNEL_VERSION(6, 6, 0))
#define HAS_ZAP_SINGLE (LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0))
#define HAS_CHANGE_PTE (LINUX_VERSION_CODE < KERNEL_VERSION(6, 10, 0))

/* A thread that the suite named: a task of the agent, which is not a task of the subject. */
struct lx_thread {
	struct task_struct *task;
	struct lx_servant *servant; /* does its current call */
	bool busy;
	u32 op;
	u32 wait; /* enum lx_wait */
	int wait_name;
	int in_list; /* list callbacks that it is inside of */
	struct {
		bool held; /* by the thread, or by its sections */
		bool write;
		bool automatic;
		int sections;
	} locks[LX_MMS][2]; /* mmap_lock, and the reverse map's */
};

struct lx_mm {
	struct mm_struct *mm;
	struct address_space *mapping;
	int tasks; /* of the subject's own: the suite does not count them */
	bool dismissed;
	bool freed;
	bool dropped; /* the reference that kept it for this module */
	int grabs;
	bool bare;
	bool in_reverse_map;
	struct file *file;
	struct completion mapped;
};

struct lx_table {
	bool defined;
	u32 callbacks;
	struct mmu_notifier_ops ops;
	int objects;
};

struct lx_subscriber {
	int index;
	int table; /* -1: a table of its own */
	bool interval;
	u32 callbacks;
	u32 calls[LX_CB_COUNT];
	int registrations;
	int gets;
	bool inserted;
	bool freeing;
	struct lx_mm *mm;
	struct mmu_notifier_ops own_ops;
	const struct mmu_notifier_ops *ops;
	struct mmu_interval_notifier_ops interval_ops;
	struct mmu_notifier list;
	struct mmu_interval_notifier node;
};

/* A task of an address space, which carries out what only such a task can. */
struct lx_servant {
	struct task_struct *task;
	int mm;
	int thread; /* for whom, or -1 */
	bool has_job;
	bool done;
	struct lx_serve job;
	wait_queue_head_t wake;
	wait_queue_head_t answered;
};

struct lx_range {
	struct mmu_notifier_range range;
	int mm;
	int via;
	int thread;
	bool open;
};

/* What a callback was given. */
struct lx_given {
	struct mm_struct *mm;
	bool has_range;
	u64 start;
	u64 end;
	u32 blockable;
	int kind; /* -1: none */
	unsigned long seq;
	bool may_sleep;
};

extern struct lx_thread lx_threads[LX_THREADS];
extern struct lx_mm lx_mms[LX_MMS];
extern struct lx_table lx_tables[LX_TABLES];
extern struct lx_range lx_ranges[LX_RANGES];
extern atomic_t lx_frees_pending;
extern char lx_raw_section; /* its address marks the ranges of raw sections */

/* race.c */
extern bool lx_winding_down;
void lx_race(unsigned int microseconds);
void lx_race_delay(int thread, bool may_sleep);
void lx_race_prepare(bool reverse_map);
void lx_let_go(void);
int lx_forget_all(void);

/* events.c */
void lx_record(struct lx_event *event);
void lx_warn(int thread, enum lx_warning what);
int lx_take_events(struct lx_events __user *arg);
unsigned int lx_event_count(void);
void lx_events_forget(void);

/* threads.c */
int lx_current_thread(void);
int lx_mm_index(struct mm_struct *mm);
void lx_wait_begin(int thread, enum lx_wait wait, int name);
void lx_wait_end(int thread);

/* gates.c */
void lx_gates_init(void);
void lx_gate_wait(int thread, int gate);
void lx_gate_open(int gate);
void lx_lock(int thread, int lock);
bool lx_trylock(int thread, int lock);
void lx_unlock(int thread, int lock);
void lx_gates_open_all(void);
void lx_locks_free_all(void);
void lx_gates_forget(void);

/* mmlock.c */
void lx_mm_lock(int thread, int mm, int via, bool write);
bool lx_mm_trylock(int thread, int mm, int via, bool write);
void lx_mm_downgrade(int thread, int mm);
void lx_mm_unlock(int thread, int mm, int via);
void lx_section_lock(int thread, int mm, int via);
bool lx_section_trylock(int thread, int mm, int via);
void lx_section_unlock(int thread, int mm, int via);

/* script.c */
int lx_script_add(const struct lx_script __user *arg);
void lx_scripts_forget(void);
struct lx_value lx_script_run(struct lx_subscriber *subscriber, enum lx_callback callback, int thread,
			      const struct lx_given *given);

/* subscribers.c */
struct lx_subscriber *lx_subscriber_find(int index);
int lx_define_subscriber(const struct lx_define *define);
int lx_define_table(const struct lx_define *define);
struct lx_subscriber *lx_object_new(int table);
void lx_subscribers_forget(void);

/* callbacks.c */
void lx_fill_ops(struct mmu_notifier_ops *ops, u32 callbacks, int table);
void lx_fill_interval_ops(struct mmu_interval_notifier_ops *ops, u32 callbacks);
struct lx_value lx_callback(struct lx_subscriber *subscriber, enum lx_callback callback, const struct lx_given *given);

/* mapped.c */
void lx_need_mapping(int mm);
struct lx_value lx_mapped_section(int thread, int mm, unsigned long start, unsigned long end);

/* sections.c */
bool lx_raw_sections(void);
void lx_sections_end_all(void);
struct lx_value lx_section_op(int thread, const struct lx_call *call);
struct lx_value lx_aging_op(int thread, const struct lx_call *call);

/* registrations.c */
struct lx_value lx_registration_op(int thread, const struct lx_call *call);
struct lx_value lx_interval_op(int thread, const struct lx_call *call);
/* Takes every subscriber off. True if there are some that are freed later. */
bool lx_subscribers_undo(void);

/* spaces.c */
int lx_attach(int mm, int file, bool bare);
void lx_need_reverse_map(int mm);
void lx_visit_processors(void);
struct lx_value lx_space_op(int thread, const struct lx_call *call);
int lx_mm_state(struct lx_mm_state *state);
void lx_look_for_freed(int thread);

/* servants.c */
int lx_serve(struct lx_serve __user *arg);
void lx_dismiss(int mm);
struct lx_value lx_servant_op(int thread, const struct lx_call *call);

/* operations.c */
void lx_call(int thread, struct lx_call *call, bool nested);

static inline struct lx_value lx_nothing(void)
{
	return (struct lx_value){ .kind = LX_NONE };
}

static inline struct lx_value lx_int(int number)
{
	return (struct lx_value){ .kind = LX_INT, .number = number };
}

static inline struct lx_value lx_bool(bool truth)
{
	return (struct lx_value){ .kind = LX_BOOL, .number = truth };
}

#endif
