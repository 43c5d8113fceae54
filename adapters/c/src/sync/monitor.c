/* SPDX-License-Identifier: MIT */
#include "sync/monitor.h"

#include <stdlib.h>

#include "sync/raw.h"

/* Each task's stack. Scripts can nest calls; context.h bounds how deeply. */
#define STACK_BYTES ((size_t)1024 * 1024)

static struct {
    pthread_mutex_t lock;
    pthread_cond_t settled;
    unsigned running;
    struct task *used;
    struct task *pool;
} monitor = {
    .lock = PTHREAD_MUTEX_INITIALIZER,
    .settled = PTHREAD_COND_INITIALIZER,
};

static _Thread_local struct task *current_task;

static const char *const wait_kind_names[] = {
    [WAIT_GATE] = "gate",           [WAIT_LOCK] = "lock",
    [WAIT_MMAP_LOCK] = "mmap_lock", [WAIT_RMAP_LOCK] = "rmap_lock",
    [WAIT_INTERVAL] = "interval",   [WAIT_GRACE_PERIOD] = "grace_period",
    [WAIT_OTHER] = "other",         [WAIT_ENDED] = "other",
};

const char *wait_kind_name(enum wait_kind kind)
{
    return wait_kind_names[kind];
}

struct task *task_current(void)
{
    return current_task;
}

static void one_less(void)
{
    if (--monitor.running == 0)
        pthread_cond_signal(&monitor.settled);
}

/* Apart from thread_main, because a function that calls setjmp should keep no other state. */
static void run_job(struct task *task, void (*job)(void *), void *arg)
{
    if (setjmp(task->unwind) == 0)
        job(arg);
}

static void *thread_main(void *arg)
{
    struct task *task = arg;

    current_task = task;
    raw_lock(&monitor.lock);
    for (;;) {
        void (*job)(void *);

        while (!task->job)
            pthread_cond_wait(&task->cond, &monitor.lock);
        job = task->job;
        task->job = NULL; /* so that the next job can be given before this one has returned */
        raw_unlock(&monitor.lock);
        run_job(task, job, task->arg);
        raw_lock(&monitor.lock);
        task->state = task->job ? TASK_RUNNING : TASK_IDLE;
        one_less();
    }
    return NULL;
}

static struct task *thread_create(void)
{
    struct task *task = calloc(1, sizeof(*task));
    pthread_attr_t attr;
    int failed;

    if (!task)
        return NULL;
    pthread_cond_init(&task->cond, NULL);
    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, STACK_BYTES);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    failed = pthread_create(&task->thread, &attr, thread_main, task);
    pthread_attr_destroy(&attr);
    if (failed) {
        free(task);
        return NULL;
    }
    return task;
}

struct task *task_new(void *context)
{
    struct task *task;

    raw_lock(&monitor.lock);
    task = monitor.pool;
    if (task)
        monitor.pool = task->next;
    raw_unlock(&monitor.lock);
    if (!task)
        task = thread_create();
    if (!task)
        return NULL;
    task->context = context;
    task->cancelled = false;
    raw_lock(&monitor.lock);
    task->next = monitor.used;
    monitor.used = task;
    raw_unlock(&monitor.lock);
    return task;
}

void task_start(struct task *task, void (*job)(void *), void *arg)
{
    raw_lock(&monitor.lock);
    task->job = job;
    task->arg = arg;
    task->state = TASK_RUNNING;
    monitor.running++;
    pthread_cond_signal(&task->cond);
    raw_unlock(&monitor.lock);
}

enum task_state task_state(struct task *task, struct wait_reason *on)
{
    enum task_state state;

    raw_lock(&monitor.lock);
    state = task->state;
    *on = task->on;
    raw_unlock(&monitor.lock);
    return state;
}

void monitor_settle(void)
{
    raw_lock(&monitor.lock);
    while (monitor.running > 0)
        pthread_cond_wait(&monitor.settled, &monitor.lock);
    raw_unlock(&monitor.lock);
}

void monitor_sleep(pthread_mutex_t *mutex, const bool *woken, struct wait_reason on)
{
    struct task *task = current_task;

    raw_lock(&monitor.lock);
    task->state = TASK_BLOCKED;
    task->on = on;
    task->wait_mutex = mutex;
    one_less();
    raw_unlock(&monitor.lock);
    while (!*woken && !task->cancelled)
        pthread_cond_wait(&task->cond, mutex);
    if (task->cancelled) {
        raw_unlock(mutex);
        longjmp(task->unwind, 1);
    }
}

void monitor_wake(struct task *task)
{
    raw_lock(&monitor.lock);
    task->state = TASK_RUNNING;
    monitor.running++;
    raw_unlock(&monitor.lock);
    pthread_cond_signal(&task->cond);
}

_Noreturn void monitor_park(struct wait_reason on)
{
    static pthread_mutex_t parked = PTHREAD_MUTEX_INITIALIZER;
    static const bool never = false;

    raw_lock(&parked);
    monitor_sleep(&parked, &never, on);
    abort(); /* not reached: a parked task leaves only by being cancelled */
}

static void cancel(struct task *task)
{
    pthread_mutex_t *mutex = task->wait_mutex;

    raw_lock(mutex);
    task->cancelled = true;
    monitor_wake(task);
    raw_unlock(mutex);
}

void monitor_cancel_all(void)
{
    struct task *task;

    for (task = monitor.used; task; task = task->next) {
        struct wait_reason on;

        if (task_state(task, &on) == TASK_BLOCKED)
            cancel(task);
    }
    monitor_settle();
    raw_lock(&monitor.lock);
    while ((task = monitor.used)) {
        monitor.used = task->next;
        task->context = NULL;
        task->next = monitor.pool;
        monitor.pool = task;
    }
    raw_unlock(&monitor.lock);
}
