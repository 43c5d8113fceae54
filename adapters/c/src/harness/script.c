/* SPDX-License-Identifier: MIT */
/* Runs scripts. Reading them is script_read.c's part. */
#include "harness/script.h"

#include <errno.h>
#include <string.h>

#include "core/interval.h"
#include "core/report.h"
#include "harness/script_entry.h"
#include "harness/subscriber.h"
#include "harness/world.h"

static bool selects(const struct script_selector *when, const struct callback_call *call)
{
    const struct mmu_range *range = call->range;

    if (when->thread && strcmp(when->thread, context_current()->name) != 0)
        return false;
    if (when->call && when->call != call->number)
        return false;
    if (when->has_blockable && (!range || range->blockable != when->blockable))
        return false;
    return !when->kind || (range && range->kind && strcmp(range->kind, when->kind) == 0);
}

/* The newest entry that matches; NULL if none does. */
static const struct script_entry *find(const struct callback_call *call)
{
    const struct script_entry *entry;

    for (entry = the_world->scripts; entry; entry = entry->older) {
        bool mine = entry->subscriber ? entry->subscriber == call->subscriber : entry->table == call->table;

        if (mine && entry->callback == call->callback && selects(&entry->when, call))
            return entry;
    }
    return NULL;
}

/* What a callback answers that could not have its lock without sleeping. */
static struct value would_block(enum callback callback)
{
    if (callback == CALLBACK_INVALIDATE_RANGE_START)
        return value_code(-EAGAIN);
    if (callback == CALLBACK_INVALIDATE)
        return value_bool(false);
    return callback_default(callback);
}

/* False if the callback has to end here. */
static bool take_lock(struct klock *lock, const struct callback_call *call)
{
    if (call->range && !call->range->blockable)
        return klock_trylock(lock);
    if (may_sleep("lock"))
        klock_lock(lock);
    else
        klock_trylock(lock); /* diagnosed, and not waited for */
    return true;
}

static void set_seq(const struct callback_call *call)
{
    if (call->interval)
        interval_set_seq(call->interval, call->seq);
}

static void zap(const struct callback_call *call)
{
    if (call->subscriber && call->range)
        secondary_remove(&call->subscriber->secondary, call->range->start, call->range->end, NULL, NULL);
}

/* One step; false if it ends the callback, with *result. */
static bool run_step(const struct script_step *step, const struct callback_call *call, struct value *result)
{
    switch (step->kind) {
    case STEP_GATE:
        if (!gate_is_open(step->gate) && may_sleep("gate"))
            gate_pass(step->gate);
        return true;
    case STEP_LOCK:
        if (take_lock(step->lock, call))
            return true;
        *result = would_block(call->callback);
        return false;
    case STEP_UNLOCK:
        if (!klock_unlock(step->lock))
            report_warning("unlock of a lock that is not held");
        return true;
    case STEP_SET_SEQ:
        set_seq(call);
        return true;
    case STEP_ZAP:
        zap(call);
        return true;
    case STEP_SLEEP:
        may_sleep("sleep");
        return true;
    case STEP_CALL:
        call_run(&step->call, true);
        return true;
    case STEP_RETURN:
        if (result->type != VALUE_NULL)
            *result = step->value; /* a void callback answers nothing, whatever it says */
        return false;
    }
    return true;
}

struct value script_run(const struct callback_call *call)
{
    const struct script_entry *entry = find(call);
    const struct script_step *step = entry ? entry->steps : NULL;
    struct value result = callback_default(call->callback);

    while (step && run_step(step, call, &result))
        step = step->next;
    return result;
}
