/* SPDX-License-Identifier: MIT */
/* Operations that bring about what is hard to reach otherwise. */
#include <limits.h>

#include "core/subscriptions.h"
#include "harness/op.h"

struct value op_inject(const struct operands *on)
{
    inject(&the_world->domain, on->fault);
    return value_null();
}

struct value op_preset_users(const struct operands *on)
{
    struct list_object *object = atomic_load(&on->subscriber->list);

    if (object)
        object->core.users = on->number < 0 ? UINT_MAX : (unsigned)on->number;
    return value_null();
}

/* The greatest even value, and so many idle ones further. */
struct value op_preset_seq(const struct operands *on)
{
    struct subscriptions *subs = atomic_load(&on->mm->subscriptions);

    if (subs)
        atomic_store(&subs->seq, (UINT64_MAX - 1) + 2 * (uint64_t)on->number);
    return value_null();
}
