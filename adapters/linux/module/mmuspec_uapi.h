/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef MMUSPEC_UAPI_H
#define MMUSPEC_UAPI_H

/*
 * What the agent and the module say to each other. Names stay in the agent; the module knows
 * numbers. An operation's parameters are listed as `member=kind`, in the order of `a[]`:
 * m an address space, n a new one, s a subscriber, t a table, r a range, k a token, l a lock,
 * a an address, f a flag (may be left out), M a mode, V a kind of VMA, v which lock protects (may be left out).
 */
#include <linux/ioctl.h>
#include <linux/types.h>

#define LX_OPS(X)                                                                                                      \
	X(mm_create, "mm=n")                                                                                               \
	X(mmget_not_zero, "mm=m")                                                                                          \
	X(mmput, "mm=m")                                                                                                   \
	X(mmgrab, "mm=m")                                                                                                  \
	X(mmdrop, "mm=m")                                                                                                  \
	X(mmap_lock, "mm=m mode=M")                                                                                        \
	X(mmap_trylock, "mm=m mode=M")                                                                                     \
	X(mmap_downgrade, "mm=m")                                                                                          \
	X(mmap_unlock, "mm=m")                                                                                             \
	X(lock, "lock=l")                                                                                                  \
	X(unlock, "lock=l")                                                                                                \
	X(invalidate, "mm=m start=a end=a")                                                                                \
	X(invalidate_range_start, "range=r mm=m start=a end=a via=v")                                                      \
	X(invalidate_range_start_nonblock, "range=r mm=m start=a end=a via=v")                                             \
	X(invalidate_range_end, "range=r")                                                                                 \
	X(register, "subscriber=s mm=m")                                                                                   \
	X(register_locked, "subscriber=s mm=m")                                                                            \
	X(register_null, "mm=m")                                                                                           \
	X(unregister, "subscriber=s")                                                                                      \
	X(get, "table=t mm=m")                                                                                             \
	X(get_locked, "table=t mm=m")                                                                                      \
	X(put, "subscriber=s")                                                                                             \
	X(synchronize, "")                                                                                                 \
	X(interval_insert, "subscriber=s mm=m start=a length=a")                                                           \
	X(interval_insert_locked, "subscriber=s mm=m start=a length=a")                                                    \
	X(interval_remove, "subscriber=s")                                                                                 \
	X(read_begin, "subscriber=s token=k")                                                                              \
	X(read_retry, "subscriber=s token=k")                                                                              \
	X(check_retry, "subscriber=s token=k")                                                                             \
	X(clear_flush_young, "mm=m start=a end=a")                                                                         \
	X(clear_young, "mm=m start=a end=a")                                                                               \
	X(test_young, "mm=m start=a end=a")                                                                                \
	/* From here on a task of the address space carries it out. */                                                     \
	X(mmap, "mm=m start=a end=a vma=V")                                                                                \
	X(munmap, "mm=m start=a end=a")                                                                                    \
	X(madvise_dontneed, "mm=m start=a end=a")                                                                          \
	X(mprotect_read, "mm=m start=a end=a")                                                                             \
	X(write_fault, "mm=m address=a")                                                                                   \
	X(fork, "mm=m child=n")                                                                                            \
	X(truncate, "mm=m start=a end=a")                                                                                  \
	X(mremap, "mm=m start=a end=a to=a keep=f")                                                                        \
	X(madvise_free, "mm=m start=a end=a")                                                                              \
	X(thp_collapse, "mm=m address=a")                                                                                  \
	X(thp_split, "mm=m address=a")                                                                                     \
	X(ksm_merge, "mm=m address=a into=a")                                                                              \
	X(userfaultfd_wp, "mm=m start=a end=a")                                                                            \
	X(userfaultfd_move, "mm=m start=a end=a to=a")                                                                     \
	X(mm_clear_refs, "mm=m")                                                                                  \
	X(process_mrelease, "mm=m")                                                                                        \
	X(oom_reap, "mm=m")

enum lx_op {
#define X(name, parameters) LX_OP_##name,
	LX_OPS(X)
#undef X
		LX_OP_COUNT
};

#define LX_CALLBACKS(X)                                                                                                \
	X(release)                                                                                                         \
	X(clear_flush_young)                                                                                               \
	X(clear_young)                                                                                                     \
	X(test_young)                                                                                                      \
	X(change_pte)                                                                                                      \
	X(invalidate_page)                                                                                                 \
	X(invalidate_range_start)                                                                                          \
	X(invalidate_range_end)                                                                                            \
	X(invalidate_range)                                                                                                \
	X(arch_invalidate_secondary_tlbs)                                                                                  \
	X(alloc_notifier)                                                                                                  \
	X(free_notifier)                                                                                                   \
	X(invalidate)

enum lx_callback {
#define X(name) LX_CB_##name,
	LX_CALLBACKS(X)
#undef X
		LX_CB_COUNT
};

enum lx_limits {
	LX_THREADS = 24,
	LX_SUBSCRIBERS = 96,
	LX_TABLES = 8,
	LX_OBJECTS = 16, /* of a table */
	LX_MMS = 8,
	LX_RANGES = 32,
	LX_TOKENS = 64,
	LX_LOCKS = 32,
	LX_GATES = 96,
	LX_SCRIPTS = 192,
	LX_STEPS = 12,
	LX_SERVANTS = 48,
	LX_EVENTS_MAX = 4096,
};

/* The n-th object of a table (from 0) is the subscriber of this number. */
#define LX_OBJECT(table, n) (LX_SUBSCRIBERS + (table) * LX_OBJECTS + (n))
#define LX_ALL_SUBSCRIBERS (LX_SUBSCRIBERS + LX_TABLES * LX_OBJECTS)

enum lx_value_kind { LX_NONE, LX_INT, LX_BOOL, LX_SUBSCRIBER, LX_DEFAULT };

/* An LX_INT is 0 or an errno, which is negative. */
struct lx_value {
	__u32 kind;
	__s32 number;
};

struct lx_call {
	__u32 op;
	__s32 thread;
	__u64 a[6];
	struct lx_value result;
	__u32 more; /* the thread is not idle afterwards */
	__u32 waited; /* for the end of invalidations */
};

enum lx_step_kind {
	LX_DO_gate,
	LX_DO_lock,
	LX_DO_unlock,
	LX_DO_set_seq,
	LX_DO_zap,
	LX_DO_sleep,
	LX_DO_call,
	LX_DO_return,
};

struct lx_step {
	__u32 kind;
	__s32 index; /* of a gate or a lock */
	struct lx_value value;
	struct lx_call call;
};

enum lx_blockable { LX_NOT_BLOCKABLE, LX_BLOCKABLE, LX_NO_RANGE };

/* -1 stands for: all of them. `blockable` likewise is LX_NO_RANGE. */
struct lx_script {
	__s32 subscriber;
	__s32 table;
	__u32 callback;
	__s32 thread;
	__u32 number;
	__u32 blockable;
	__s32 kind;
	__u32 steps_count;
	struct lx_step steps[LX_STEPS];
};

struct lx_define {
	__s32 index;
	__u32 interval;
	__u32 callbacks;
	__s32 table;
	__u32 garbage;
};

enum lx_event_kind { LX_EV_callback, LX_EV_callback_exit, LX_EV_return, LX_EV_warning, LX_EV_mm_free };

/* Why the module itself warns. */
enum lx_warning { LX_WARN_gate, LX_WARN_unlock, LX_WARN_blocking, LX_WARN_unmapped };

struct lx_event {
	__u32 event;
	__s32 thread;
	__s32 subscriber;
	__u32 what; /* a callback, an operation or a warning */
	__s32 mm;
	__u32 nested;
	__u32 has_range;
	__u32 blockable;
	__s32 kind;
	struct lx_value result;
	__u64 start;
	__u64 end;
};

struct lx_events {
	__u64 buffer;
	__u32 room;
	__u32 count;
};

enum lx_wait {
	LX_WAIT_none,
	LX_WAIT_gate,
	LX_WAIT_lock,
	LX_WAIT_mmap_lock,
	LX_WAIT_rmap_lock,
	LX_WAIT_servant,
	LX_WAIT_sleep,
};

struct lx_thread_state {
	__u32 busy;
	__s32 tid;
	__s32 servant_tid;
	__u32 wait;
	__s32 name;
	__u32 in_list;
	__u32 op;
};

struct lx_state {
	struct lx_thread_state threads[LX_THREADS];
	__u32 frees_pending;
	__u32 events;
};

struct lx_mm_state {
	__s32 mm;
	__s32 users;
	__s32 count;
	__u32 freed;
	__u32 locked; /* mmap_lock is not to be had for read */
};

/* A task of an address space hands over a result and waits for the next job. */
struct lx_serve {
	__s32 mm;
	__u32 answers;
	__s32 result; /* 0 or an errno, which is negative */
	__u32 op;
	__u64 a[6];
};

struct lx_attach {
	__s32 mm;
	__u32 bare; /* unmap everything: the task does not come back */
	__s32 file; /* whose mapping stands for the reverse map */
};

#define LX_IOC_TASK _IOW('M', 1, __s32)
#define LX_IOC_ATTACH _IOW('M', 2, struct lx_attach)
#define LX_IOC_DEFINE_SUBSCRIBER _IOW('M', 3, struct lx_define)
#define LX_IOC_DEFINE_TABLE _IOW('M', 4, struct lx_define)
#define LX_IOC_SCRIPT _IOW('M', 5, struct lx_script)
#define LX_IOC_CALL _IOWR('M', 6, struct lx_call)
#define LX_IOC_OPEN _IOW('M', 7, __s32)
#define LX_IOC_EVENTS _IOWR('M', 8, struct lx_events)
#define LX_IOC_STATE _IOR('M', 9, struct lx_state)
#define LX_IOC_MM _IOWR('M', 10, struct lx_mm_state)
#define LX_IOC_SERVE _IOWR('M', 11, struct lx_serve)
#define LX_IOC_DISMISS _IOW('M', 12, __s32)
#define LX_IOC_BUSY _IOW('M', 13, __s32)
/* Free runs: how long delays may be (0: none); let everybody go on; an empty world; its space as the operations need it. */
#define LX_IOC_RACE _IOW('M', 14, __s32)
#define LX_IOC_LET_GO _IO('M', 15)
#define LX_IOC_FORGET _IO('M', 16)
#define LX_IOC_PREPARE _IOW('M', 17, __s32)

#endif
