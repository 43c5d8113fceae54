/* SPDX-License-Identifier: MIT */
/* What the core calls when it calls an interval subscriber. */
#include "harness/interval_callbacks.h"

#include <stddef.h>

#include "core/mm.h"
#include "harness/run_log.h"
#include "harness/subscriber.h"
#include "harness/world.h"

static struct interval_object *object_of(struct interval_notifier *core)
{
    return (struct interval_object *)((char *)core - offsetof(struct interval_object, core));
}

static struct value run(struct interval_object *object, struct callback_call call)
{
    struct subscriber *subscriber = object->owner;

    if (atomic_load(&object->core.magic) == POISON_WORD && the_world->run)
        run_finding(the_world->run, "removal: %s of %s after it was removed", callback_name(call.callback),
                    subscriber->name);
    call.subscriber = subscriber;
    call.name = subscriber->name;
    call.number = atomic_fetch_add(&subscriber->calls[call.callback], 1) + 1;
    return callback_run(&call);
}

static bool invalidate(struct interval_notifier *core, const struct mmu_range *range, uint64_t seq)
{
    return run(object_of(core), (struct callback_call){.callback = CALLBACK_INVALIDATE,
                                                       .mm = range->mm,
                                                       .range = range,
                                                       .interval = core,
                                                       .seq = seq})
        .boolean;
}

/* The object's memory is the subscriber's again; unless it is used for a new insert, its life ends. */
static void release(struct interval_notifier *core)
{
    struct interval_object *object = object_of(core);
    unsigned inserts = subscriber_inserts(object);

    run(object, (struct callback_call){.callback = CALLBACK_RELEASE, .interval = core});
#ifdef FAULT_DOUBLE_RELEASE
    /* Planted: a second time (IREL-02), unless the first one put the object to use again: the crash that
       would follow is not the fault that is to be shown. */
    if (subscriber_inserts(object) == inserts)
        run(object, (struct callback_call){.callback = CALLBACK_RELEASE, .interval = core});
#endif
    subscriber_retire_interval(object, inserts);
}

void interval_callbacks_fill(struct interval_notifier_ops *ops, unsigned callbacks)
{
    *ops = (struct interval_notifier_ops){
        .invalidate = callbacks & (1u << CALLBACK_INVALIDATE) ? invalidate : NULL,
        .release = callbacks & (1u << CALLBACK_RELEASE) ? release : NULL,
    };
}
