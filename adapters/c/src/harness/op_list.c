/* SPDX-License-Identifier: MIT */
/* Operations on list subscribers. */
#include <stddef.h>

#include "core/register.h"
#include "core/report.h"
#include "harness/op.h"

struct value op_register(const struct operands *on)
{
    return value_code(mmu_notifier_register(subscriber_list_object(on->subscriber), on->mm));
}

struct value op_register_locked(const struct operands *on)
{
    return value_code(mmu_notifier_register_locked(subscriber_list_object(on->subscriber), on->mm));
}

struct value op_register_null(const struct operands *on)
{
    return value_code(mmu_notifier_register(NULL, on->mm));
}

struct value op_unregister(const struct operands *on)
{
    struct list_object *object = atomic_load(&on->subscriber->list);

    if (!object)
        report_warning("unregister of %s, which is not registered", on->subscriber->name);
    else if (mmu_notifier_unregister(&object->core))
        subscriber_retire_list(object);
    return value_null();
}

static struct value found(int result, struct mmu_notifier *core)
{
    if (result)
        return value_code(result);
    return value_name(((struct list_object *)((char *)core - offsetof(struct list_object, core)))->owner->name);
}

struct value op_get(const struct operands *on)
{
    struct mmu_notifier *core = NULL;
    int result = mmu_notifier_get(&on->table->ops, on->mm, &core);

    return found(result, core);
}

struct value op_get_locked(const struct operands *on)
{
    struct mmu_notifier *core = NULL;
    int result = mmu_notifier_get_locked(&on->table->ops, on->mm, &core);

    return found(result, core);
}

struct value op_put(const struct operands *on)
{
    struct list_object *object = atomic_load(&on->subscriber->list);

    if (!object)
        report_warning("put of %s, which has no users", on->subscriber->name);
    else
        mmu_notifier_put(&object->core);
    return value_null();
}

struct value op_synchronize(const struct operands *on)
{
    (void)on;
    mmu_notifier_synchronize(&the_world->domain);
    return value_null();
}
