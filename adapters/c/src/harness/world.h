/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_WORLD_H
#define HARNESS_WORLD_H

#include <stdatomic.h>
#include <stdbool.h>

#include "core/context.h"
#include "core/mm.h"
#include "core/mm_lock.h"
#include "core/range.h"
#include "core/tracker.h"
#include "harness/registry.h"
#include "harness/sva.h"
#include "sync/gate.h"
#include "sync/klock.h"

/* How many named threads a world can have. */
#define WORLD_THREADS 64

struct arch;
struct call;
struct hold;
struct run;
struct script_entry;

/* A named thread. */
struct thread {
    struct context context; /* with the name */
    struct task *task;
    const struct call *call; /* what it is to run */
    struct thread *next;
};

/* A range object of invalidate_range_start and _end. */
struct section_object {
    struct mmu_range range;
    enum mm_lock lock;
    struct context *opener; /* NULL while it is not open */
};

/* A sequence that read_begin returned. */
struct token {
    atomic_bool set;
    _Atomic uint64_t seq;
    void *found; /* by a look-up that has not been committed */
};

/* Everything that exists between two resets. The main thread changes it only when settled. */
struct world {
    struct arena arena;
    struct domain domain;
    struct tracker tracker;
    struct context worker; /* of the thread that runs free_notifier */
    struct thread *threads;
    unsigned thread_count;
    struct registry mms, subscribers, tables, sections, tokens, locks, gates, contexts, umems;
    struct script_entry *scripts; /* newest first */
    struct hold *holds;
    pthread_mutex_t objects; /* guards which object a subscriber has */
    atomic_bool dead;        /* a fatal check has ended it */
    bool tells_locks;        /* events of locks are asked for */
    struct sva sva;          /* the IOMMU and its driver */
    struct run *run;         /* the free run that it is an iteration of, or NULL */
};

extern struct world *the_world;

/* Ends the world that is, if any, and makes a new one with one address space `mm`. */
void world_reset(const struct policy *policy, const struct arch *arch, struct run *run);
void world_end(void);

/* The named thread, made at first use; NULL if the world has too many. */
struct thread *world_thread(const char *name);

/* A thread that task_run_here can run, and nothing else. One in a world, before world_thread asks for it. */
struct thread *world_main_thread(const char *name);

/* An address space, which is in no list yet. */
struct mm *world_new_mm(const char *name);

struct gate *world_gate(const char *name);
struct klock *world_lock(const char *name);
struct section_object *world_section(const char *name);
struct token *world_token(const char *name);

/* Puts a gate at a point, for one thread's next arrival there. */
void world_hold(const char *gate, const char *thread, const char *point);

#endif
