/* SPDX-License-Identifier: MIT */
#include "harness/run.h"

#include <stdlib.h>
#include <time.h>

#include "harness/run_method.h"
#include "sync/affinity.h"

/* How long threads spin for each other: longer than an iteration takes, if each has a CPU. */
#define SPIN_RELAXES 2000
#define SPIN_RELAXES_CROWDED 50
#define SPIN_YIELDS 50

/* A fresh world with all threads in it, the first of them the main one unless setup may block it. */
static bool fresh_world(struct run *run)
{
    unsigned i;

    run->log_count = 0;
    run->finding_count = 0;
    world_reset(run->policy, run->arch, run);
    for (i = 0; i < run->thread_count; i++) {
        struct run_thread *thread = &run->threads[i];

        thread->begun = thread->finished = 0;
        thread->thread = i == 0 && !run->setup_blocks ? world_main_thread(thread->name) : world_thread(thread->name);
        if (!thread->thread)
            return false;
    }
    return true;
}

static enum rpc_error build_world(struct run *run, const char **why)
{
    enum rpc_error error = RPC_INVALID_PARAMS;
    enum setup_end end;

    *why = "too many threads";
    if (!fresh_world(run))
        return error;
    end = run_setup(run, &error, why);
    if (end == SETUP_BLOCKED) {
        run->setup_blocks = true;
        return build_world(run, why);
    }
    return end == SETUP_DONE ? RPC_OK : error;
}

/* From here on notes are of the threads, and they dawdle. */
static void arm(struct run *run)
{
    uint64_t seed = run->seed * 0x9e3779b97f4a7c15u + run->executions * (WORLD_THREADS + 1);
    unsigned i;
    size_t log;

    for (log = 0; log < run->log_count; log++) {
        run->logs[log]->before = run->logs[log]->count;
        run->logs[log]->warnings = 0;
    }
    for (i = 0; i < run->thread_count; i++)
        race_begin(&run->threads[i].thread->task->race, seed + i, run->yields_in);
    race_begin(&the_world->domain.srcu.worker->race, seed + WORLD_THREADS, run->yields_in);
    atomic_store(&run->arrived, 0);
}

static void disarm(struct run *run)
{
    unsigned i;

    for (i = 0; i < run->thread_count; i++)
        race_end(&run->threads[i].thread->task->race);
    race_end(&the_world->domain.srcu.worker->race);
}

/* Lets all threads run until each has finished or is blocked for good. */
static void let_run(struct run *run)
{
    unsigned i;

    for (i = 0; i < run->thread_count; i++)
        if (i > 0 || run->setup_blocks)
            task_start(run->threads[i].thread->task, run_thread_job, &run->threads[i]);
    if (!run->setup_blocks)
        task_run_here(run->threads[0].thread->task, run_thread_job, &run->threads[0]);
    monitor_settle();
}

/* Who waits has to let others have the CPU sooner where there are not enough. */
static void set_pace(struct run *run)
{
    /* With a setup that blocks, the main thread stands beside the others. */
    unsigned busy = run->thread_count + run->frees + run->setup_blocks;

    run->crowded = busy > affinity_cpus();
    run->spin_relaxes = run->crowded ? SPIN_RELAXES_CROWDED : SPIN_RELAXES;
    run->yields_in = run->crowded ? 2 : 0;
    monitor_spin(run->spin_relaxes, SPIN_YIELDS);
}

static enum rpc_error iterate(struct run *run, struct buffer *text, const char **why)
{
    enum rpc_error error = build_world(run, why);

    if (error)
        return error;
    set_pace(run);
    arm(run);
    if (!atomic_load(&the_world->dead))
        let_run(run);
    disarm(run);
    *why = atomic_load(&run->refused);
    if (*why)
        return RPC_INVALID_PARAMS;
    run_outcome(run, text);
    histogram_count(&run->histogram, text);
    run->overlapped += run_overlapped(run);
    run->frees |= the_world->domain.srcu.queued > 0;
    run->executions++;
    return RPC_OK;
}

static double seconds_since(const struct timespec *begin)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - begin->tv_sec) + (double)(now.tv_nsec - begin->tv_nsec) * 1e-9;
}

/* True if the run has to end before its last iteration. */
static bool cut(struct run *run, const struct timespec *begin)
{
    if (run->executions == 0)
        return false;
    if (run->executions >= run->max_executions)
        run->cut = "max-executions";
    else if (run->max_seconds > 0 && seconds_since(begin) >= run->max_seconds)
        run->cut = "max-seconds";
    return run->cut;
}

static enum rpc_error run_all(struct run *run, const char **why)
{
    struct buffer text = {.data = NULL};
    struct timespec begin;
    enum rpc_error error = RPC_OK;

    clock_gettime(CLOCK_MONOTONIC, &begin);
    set_pace(run);
    while (!error && run->executions < run->iterations && !cut(run, &begin))
        error = iterate(run, &text, why);
    monitor_spin(0, 0);
    affinity_release();
    buffer_free(&text);
    return error;
}

static void write_answer(const struct run *run, struct buffer *out)
{
    json_open(out, '{');
    json_member_bool(out, "complete", false);
    if (run->cut)
        json_member_string(out, "cut", run->cut);
    json_member_int(out, "executions", (long long)run->executions);
    json_member_int(out, "overlapped", (long long)run->overlapped);
    histogram_outcomes(&run->histogram, out);
    json_close(out, '}');
}

static void free_logs(struct run *run)
{
    size_t i;

    for (i = 0; i < run->log_capacity && run->logs[i]; i++) {
        free(run->logs[i]->records);
        free(run->logs[i]);
    }
    free(run->logs);
}

enum rpc_error run_method(const struct json *params, struct arena *scratch, struct buffer *out, const char **why)
{
    struct world *world_before = the_world;
    struct task *tasks_before = monitor_set_aside();
    struct run run = {.raw = PTHREAD_MUTEX_INITIALIZER};
    enum rpc_error error;

    the_world = NULL;
    histogram_init(&run.histogram, scratch);
    error = run_read(params, scratch, &run, why);
    if (!error)
        error = run_all(&run, why);
    if (!error)
        write_answer(&run, out);
    world_end();
    free_logs(&run);
    the_world = world_before;
    monitor_bring_back(tasks_before);
    return error;
}
