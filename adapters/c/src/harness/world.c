/* SPDX-License-Identifier: MIT */
#include "harness/world.h"

#include <stdlib.h>
#include <string.h>

#include "core/report.h"
#include "harness/run_log.h"
#include "memory/memory.h"
#include "sync/raw.h"

struct world *the_world;

struct hold {
    const char *thread;
    const char *point;
    struct gate *gate;
    struct hold *next;
};

struct mm *world_new_mm(const char *name)
{
    struct mm *mm = mm_new(&the_world->domain, name);

    memory_init(mm);
    return mm;
}

static void init_registries(struct world *world)
{
    struct registry *all[] = {&world->mms,    &world->subscribers, &world->tables, &world->sections,
                              &world->tokens, &world->locks,       &world->gates,  &world->contexts, &world->umems};
    size_t i;

    for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        registry_init(all[i], &world->arena);
}

static void snoop(struct mm *mm, uint64_t start, uint64_t end)
{
    iommu_snoop(&the_world->sva.iommu, mm, start, end);
}

void world_reset(const struct policy *policy, const struct arch *arch, struct run *run)
{
    struct world *world = calloc(1, sizeof(*world));

    if (!world)
        abort();
    world_end();
    the_world = world;
    arena_init(&world->arena);
    init_registries(world);
    pthread_mutex_init(&world->objects, NULL);
    sva_init(&world->sva);
    tracker_init(&world->tracker, &world->arena);
    world->run = run;
    world->worker.name = "srcu-worker";
    world->worker.log = run ? run_log_new(run, &world->worker) : NULL;
    world->domain.policy = policy;
    world->domain.arena = &world->arena;
    world->domain.tracker = &world->tracker;
    world->domain.memory_ops = &memory_ops;
    world->domain.arch = arch;
    world->domain.snoop = snoop;
    srcu_init(&world->domain.srcu, task_new(&world->worker));
    registry_set(&world->mms, "mm", world_new_mm("mm"));
}

void world_end(void)
{
    struct world *world = the_world;

    if (!world)
        return;
    monitor_cancel_all(); /* from here on nobody but the main thread looks at the world */
    arena_free_all(&world->arena);
    free(world);
    the_world = NULL;
}

static struct thread *thread_new(struct world *world, const char *name, bool in_main)
{
    struct thread *thread = arena_alloc(&world->arena, sizeof(*thread));

    thread->context.name = arena_copy(&world->arena, name);
    thread->context.log = world->run ? run_log_new(world->run, &thread->context) : NULL;
    thread->task = in_main ? task_main(&thread->context) : task_new(&thread->context);
    if (!thread->task)
        return NULL;
    thread->next = world->threads;
    world->threads = thread;
    world->thread_count++;
    return thread;
}

struct thread *world_thread(const char *name)
{
    struct thread *thread;

    for (thread = the_world->threads; thread; thread = thread->next)
        if (strcmp(thread->context.name, name) == 0)
            return thread;
    return the_world->thread_count < WORLD_THREADS ? thread_new(the_world, name, false) : NULL;
}

struct thread *world_main_thread(const char *name)
{
    return thread_new(the_world, name, true);
}

static void *make_gate(struct arena *arena, const char *name)
{
    struct gate *gate = arena_alloc(arena, sizeof(*gate));

    gate_init(gate, name);
    return gate;
}

struct gate *world_gate(const char *name)
{
    return registry_intern(&the_world->gates, name, make_gate);
}

static void *make_lock(struct arena *arena, const char *name)
{
    struct klock *lock = arena_alloc(arena, sizeof(*lock));

    klock_init(lock, (struct wait_reason){WAIT_LOCK, name});
    return lock;
}

struct klock *world_lock(const char *name)
{
    return registry_intern(&the_world->locks, name, make_lock);
}

static void *make_section(struct arena *arena, const char *name)
{
    (void)name;
    return arena_alloc(arena, sizeof(struct section_object));
}

struct section_object *world_section(const char *name)
{
    return registry_intern(&the_world->sections, name, make_section);
}

static void *make_token(struct arena *arena, const char *name)
{
    (void)name;
    return arena_alloc(arena, sizeof(struct token));
}

struct token *world_token(const char *name)
{
    return registry_intern(&the_world->tokens, name, make_token);
}

void world_hold(const char *gate, const char *thread, const char *point)
{
    struct world *world = the_world;
    struct hold *hold = arena_alloc(&world->arena, sizeof(*hold));

    hold->thread = arena_copy(&world->arena, thread);
    hold->point = arena_copy(&world->arena, point);
    hold->gate = world_gate(gate);
    hold->next = world->holds;
    world->holds = hold;
}

/* Takes the hold that waits for this arrival off the list; NULL if there is none. */
static struct hold *take_hold(const char *thread, const char *point)
{
    struct hold **link = &the_world->holds;
    struct hold *hold;

    raw_lock(&the_world->objects);
    while (*link && (strcmp((*link)->thread, thread) != 0 || strcmp((*link)->point, point) != 0))
        link = &(*link)->next;
    hold = *link;
    if (hold)
        *link = hold->next;
    raw_unlock(&the_world->objects);
    return hold;
}

void reach_point(const char *point)
{
    struct hold *hold = the_world->run ? NULL : take_hold(context_current()->name, point);

    race_window();
    if (hold)
        gate_pass(hold->gate);
}
