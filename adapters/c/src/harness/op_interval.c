/* SPDX-License-Identifier: MIT */
/* Operations on interval subscribers. */
#include <errno.h>

#include "core/report.h"
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

struct value op_interval_remove(const struct operands *on)
{
    struct interval_object *object = atomic_load(&on->subscriber->interval);
    bool released = on->subscriber->interval_ops.release;
    unsigned inserts;

    if (!object) {
        report_warning("remove of %s, which is not inserted", on->subscriber->name);
        return value_null();
    }
    inserts = subscriber_inserts(object);
    /* With a release callback that is where the object's life ends, and it may have by now. */
    if (interval_remove(&object->core, &the_world->domain) == REMOVAL_DONE && !released)
        subscriber_retire_interval(object, inserts);
    return value_null();
}

struct value op_interval_update(const struct operands *on)
{
    struct interval_object *object = atomic_load(&on->subscriber->interval);

    if (!object) {
        report_warning("update of %s, which is not inserted", on->subscriber->name);
        return value_code(-EINVAL);
    }
    return value_code(interval_update(&object->core, &the_world->domain, on->start, on->length));
}

struct value op_read_begin(const struct operands *on)
{
    struct interval_object *object = atomic_load(&on->subscriber->interval);

    if (!object) {
        report_warning("read_begin on %s, which is not inserted", on->subscriber->name);
        return value_null();
    }
    atomic_store(&on->token->seq, interval_read_begin(&object->core, &the_world->domain));
    atomic_store(&on->token->set, true);
    return value_null();
}

struct value op_read_retry(const struct operands *on)
{
    struct interval_object *object = atomic_load(&on->subscriber->interval);

    if (!object) {
        report_warning("read_retry on %s, which is not inserted", on->subscriber->name);
        return value_bool(true);
    }
    return value_bool(interval_read_retry(&object->core, &the_world->domain, atomic_load(&on->token->seq)));
}
