/* SPDX-License-Identifier: MIT */
/* Operations on interval subscribers. */
#include <errno.h>

#include "harness/op.h"

typedef int (*insert_function)(struct interval_notifier *, struct mm *, uint64_t, uint64_t,
                               const struct interval_notifier_ops *);

static struct value insert(const struct operands *on, insert_function core)
{
    struct interval_object *object = subscriber_interval_object(on->subscriber);

    return value_code(core(&object->core, on->mm, on->start, on->length, &on->subscriber->interval_ops));
}

struct value op_interval_insert(const struct operands *on)
{
    /* It sleeps only to switch interval mode on. */
    if (interval_mode_off(on->mm) && !may_sleep("interval_insert without interval mode"))
        return value_code(-EINVAL);
    return insert(on, interval_insert);
}

struct value op_interval_insert_locked(const struct operands *on)
{
    if (interval_mode_off(on->mm) && !may_sleep("interval_insert_locked without interval mode"))
        return value_code(-EINVAL);
    return insert(on, interval_insert_locked);
}

struct value op_interval_insert_safe(const struct operands *on)
{
    return insert(on, interval_insert_safe);
}

/* The object that the core is to be called with; NULL, which is inserted nowhere, if it has none. */
static struct interval_notifier *core_of(struct interval_object *object)
{
    return object ? &object->core : NULL;
}

struct value op_interval_remove(const struct operands *on)
{
    struct interval_object *object = atomic_load(&on->subscriber->interval);
    bool released = on->subscriber->interval_ops.release;
    unsigned inserts = object ? subscriber_inserts(object) : 0;

    /* With a release callback that is where the object's life ends, and it may have by now. */
    if (interval_remove(core_of(object), &the_world->domain) == REMOVAL_DONE && !released)
        subscriber_retire_interval(object, inserts);
    return value_null();
}

struct value op_interval_update(const struct operands *on)
{
    struct interval_object *object = atomic_load(&on->subscriber->interval);

    return value_code(interval_update(core_of(object), &the_world->domain, on->start, on->length));
}

struct value op_read_begin(const struct operands *on)
{
    struct interval_object *object = atomic_load(&on->subscriber->interval);

    atomic_store(&on->token->seq, interval_read_begin(core_of(object), &the_world->domain));
    atomic_store(&on->token->set, true);
    return value_null();
}

struct value op_read_retry(const struct operands *on)
{
    struct interval_object *object = atomic_load(&on->subscriber->interval);

    return value_bool(interval_read_retry(core_of(object), &the_world->domain, atomic_load(&on->token->seq)));
}
