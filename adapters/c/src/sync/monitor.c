/* SPDX-License-Identifier: MIT */
#include "sync/monitor.h"

#include <stdlib.h>

#include "sync/affinity.h"
#include "sync/raw.h"
#include "sync/task_thread.h"

static struct {
    pthread_mutex_t lock;
    pthread_cond_t settled; /* main thread: nothing runs; or the task that it runs is woken */
    atomic_uint running;
    struct task *used;
    struct task *pool;
    struct spin spin;
} monitor = {
    .lock = PTHREAD_MUTEX_INITIALIZER,
    .settled = PTHREAD_COND_INITIALIZER,
};

static _Thread_local struct task *current_task;

struct task *task_current(void)
{
    return current_task;
}

/* With the monitor's lock held, as for set_running. */
static void one_less(void)
{
    if (atomic_fetch_sub(&monitor.running, 1) == 1)
        pthread_cond_signal(&monitor.settled);
}

static void set_running(struct task *task)
{
    atomic_fetch_add(&monitor.running, 1);
    atomic_store(&task->state, TASK_RUNNING);
    pthread_cond_signal(task->here ? &monitor.settled : &task->cond);
}

/* Apart from its callers, because a function that calls setjmp should keep no other state. */
static void run_job(struct task *task, task_job job, void *arg)
{
    if (setjmp(task->unwind) == 0)
        job(arg);
}

static void await_job(struct task *task)
{
    unsigned turn = 0;

    while (!atomic_load(&task->job) && spin_turn(&monitor.spin, turn))
        turn++;
    raw_lock(&monitor.lock);
    while (!atomic_load(&task->job))
        pthread_cond_wait(&task->cond, &monitor.lock);
}

static void *thread_main(void *arg)
{
    struct task *task = arg;

    current_task = task;
    for (;;) {
        task_job job;

        await_job(task);
        job = atomic_load(&task->job);
        atomic_store(&task->job, NULL); /* so that the next one can be given before this one has returned */
        raw_unlock(&monitor.lock);
        if (atomic_load(&monitor.spin.relaxes) == 0)
            affinity_release();
        run_job(task, job, task->arg);
        raw_lock(&monitor.lock);
        atomic_store(&task->state, atomic_load(&task->job) ? TASK_RUNNING : TASK_IDLE);
        one_less();
        raw_unlock(&monitor.lock);
    }
    return NULL;
}

/* Makes a task known to the monitor, as one with nothing to do. */
static void use(struct task *task, void *context)
{
    task->context = context;
    task->cancelled = false;
    task->here = false;
    atomic_store(&task->state, TASK_IDLE);
    raw_lock(&monitor.lock);
    task->next = monitor.used;
    monitor.used = task;
    raw_unlock(&monitor.lock);
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
        task = task_with_thread(thread_main);
    if (!task)
        return NULL;
    use(task, context);
    return task;
}

struct task *task_main(void *context)
{
    static struct task task;

    use(&task, context);
    return &task;
}

void task_start(struct task *task, task_job job, void *arg)
{
    raw_lock(&monitor.lock);
    task->arg = arg;
    atomic_store(&task->job, job);
    set_running(task);
    raw_unlock(&monitor.lock);
}

bool task_run_here(struct task *task, task_job job, void *arg)
{
    bool returned;

    raw_lock(&monitor.lock);
    task->here = true;
    set_running(task);
    raw_unlock(&monitor.lock);
    current_task = task;
    run_job(task, job, arg);
    current_task = NULL;
    raw_lock(&monitor.lock);
    returned = atomic_load(&task->state) == TASK_RUNNING;
    if (returned) {
        atomic_store(&task->state, TASK_IDLE);
        task->here = false;
        one_less();
    }
    raw_unlock(&monitor.lock);
    return returned;
}

enum task_state task_state(struct task *task, struct wait_reason *on)
{
    enum task_state state;

    raw_lock(&monitor.lock);
    state = atomic_load(&task->state);
    *on = task->on;
    raw_unlock(&monitor.lock);
    return state;
}

void monitor_settle(void)
{
    unsigned turn = 0;

    while (atomic_load(&monitor.running) > 0 && spin_turn(&monitor.spin, turn))
        turn++;
    raw_lock(&monitor.lock);
    while (atomic_load(&monitor.running) > 0)
        pthread_cond_wait(&monitor.settled, &monitor.lock);
    raw_unlock(&monitor.lock);
}

void monitor_spin(unsigned relaxes, unsigned yields)
{
    atomic_store(&monitor.spin.relaxes, relaxes);
    atomic_store(&monitor.spin.yields, yields);
}

/* True while a task that is blocked has to stay in its wait. */
static bool sleeps_on(struct task *task)
{
    if (atomic_load(&task->state) != TASK_BLOCKED)
        return false;
    return !task->here || atomic_load(&monitor.running) > 0; /* else nobody is left to wake it */
}

void monitor_sleep(pthread_mutex_t *mutex, struct wait_reason on)
{
    struct task *task = current_task;
    unsigned turn = 0;
    bool leave;

    raw_lock(&monitor.lock);
    task->on = on;
    task->interval_waits += on.kind == WAIT_INTERVAL;
    atomic_store(&task->state, TASK_BLOCKED);
    one_less();
    raw_unlock(&monitor.lock);
    raw_unlock(mutex); /* who wakes this task needs it first */
    while (sleeps_on(task) && spin_turn(&monitor.spin, turn))
        turn++;
    raw_lock(&monitor.lock);
    while (sleeps_on(task))
        pthread_cond_wait(task->here ? &monitor.settled : &task->cond, &monitor.lock);
    leave = task->cancelled || atomic_load(&task->state) == TASK_BLOCKED;
    raw_unlock(&monitor.lock);
    if (leave)
        longjmp(task->unwind, 1);
    raw_lock(mutex);
}

void monitor_wake(struct task *task)
{
    raw_lock(&monitor.lock);
    set_running(task);
    raw_unlock(&monitor.lock);
}

_Noreturn void monitor_park(struct wait_reason on)
{
    static pthread_mutex_t parked = PTHREAD_MUTEX_INITIALIZER;

    raw_lock(&parked);
    monitor_sleep(&parked, on);
    abort(); /* not reached: it leaves only by being cancelled */
}

/* One that was run here has left its wait already. */
static void cancel_blocked(void)
{
    struct task *task;

    raw_lock(&monitor.lock);
    for (task = monitor.used; task; task = task->next) {
        if (atomic_load(&task->state) == TASK_BLOCKED && !task->here) {
            task->cancelled = true;
            set_running(task);
        }
    }
    raw_unlock(&monitor.lock);
}

void monitor_cancel_all(void)
{
    struct task *task;

    cancel_blocked();
    monitor_settle();
    raw_lock(&monitor.lock);
    while ((task = monitor.used)) {
        monitor.used = task->next;
        task->context = NULL;
        if (task->pooled) {
            task->next = monitor.pool;
            monitor.pool = task;
        }
    }
    raw_unlock(&monitor.lock);
}

struct task *monitor_set_aside(void)
{
    struct task *tasks;

    raw_lock(&monitor.lock);
    tasks = monitor.used;
    monitor.used = NULL;
    raw_unlock(&monitor.lock);
    return tasks;
}

void monitor_bring_back(struct task *tasks)
{
    raw_lock(&monitor.lock);
    monitor.used = tasks;
    raw_unlock(&monitor.lock);
}
