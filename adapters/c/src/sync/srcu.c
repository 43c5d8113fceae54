/* SPDX-License-Identifier: MIT */
#include "sync/srcu.h"

#include "sync/raw.h"

static const struct wait_reason reason = {WAIT_GRACE_PERIOD, NULL};

void srcu_init(struct srcu *srcu, struct task *worker)
{
    *srcu = (struct srcu){.next_number = 1, .worker = worker};
    pthread_mutex_init(&srcu->raw, NULL);
}

/* True if no section with a number below `target` is open. */
static bool elapsed(const struct srcu *srcu, uint64_t target)
{
    return !srcu->oldest || srcu->oldest->number >= target;
}

static bool callback_ready(const struct srcu *srcu)
{
    return srcu->first && elapsed(srcu, srcu->first->target);
}

static void worker_job(void *arg)
{
    struct srcu *srcu = arg;

    raw_lock(&srcu->raw);
    while (callback_ready(srcu)) {
        struct srcu_head *head = srcu->first;

        srcu->first = head->next;
        raw_unlock(&srcu->raw);
        race_point();
        head->run(head);
        raw_lock(&srcu->raw);
        srcu->done++;
        waitlist_wake_all(&srcu->waiters);
    }
    srcu->worker_active = false;
    raw_unlock(&srcu->raw);
}

static void kick_worker(struct srcu *srcu)
{
    if (srcu->worker_active || !callback_ready(srcu))
        return;
    srcu->worker_active = true;
    task_start(srcu->worker, worker_job, srcu);
}

void srcu_read_lock(struct srcu *srcu, struct srcu_section *section)
{
    race_point();
    raw_lock(&srcu->raw);
    *section = (struct srcu_section){.number = srcu->next_number++, .older = srcu->newest};
    if (srcu->newest)
        srcu->newest->newer = section;
    else
        srcu->oldest = section;
    srcu->newest = section;
    raw_unlock(&srcu->raw);
    race_point();
}

void srcu_read_unlock(struct srcu *srcu, struct srcu_section *section)
{
    race_point();
    raw_lock(&srcu->raw);
    if (section->older)
        section->older->newer = section->newer;
    else
        srcu->oldest = section->newer;
    if (section->newer)
        section->newer->older = section->older;
    else
        srcu->newest = section->older;
    kick_worker(srcu);
    waitlist_wake_all(&srcu->waiters);
    raw_unlock(&srcu->raw);
}

void srcu_synchronize(struct srcu *srcu)
{
    uint64_t target;

    race_point();
    raw_lock(&srcu->raw);
    target = srcu->next_number;
    while (!elapsed(srcu, target))
        waitlist_wait(&srcu->waiters, &srcu->raw, 0, reason);
    raw_unlock(&srcu->raw);
}

void srcu_call(struct srcu *srcu, struct srcu_head *head, void (*run)(struct srcu_head *))
{
    race_point();
    raw_lock(&srcu->raw);
    *head = (struct srcu_head){.target = srcu->next_number, .run = run};
    if (srcu->first)
        srcu->last->next = head;
    else
        srcu->first = head;
    srcu->last = head;
    srcu->queued++;
    kick_worker(srcu);
    raw_unlock(&srcu->raw);
}

void srcu_barrier(struct srcu *srcu)
{
    uint64_t target;

    raw_lock(&srcu->raw);
    target = srcu->queued;
    while (srcu->done < target)
        waitlist_wait(&srcu->waiters, &srcu->raw, 0, reason);
    raw_unlock(&srcu->raw);
}
