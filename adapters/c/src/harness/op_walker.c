/* SPDX-License-Identifier: MIT */
/* Operations on walkers: devices that walk the CPUs' page tables, behind a list subscriber each. */
#include <errno.h>

#include "core/register.h"
#include "device/walker.h"
#include "harness/op.h"

static struct value walker_callback(const struct callback_call *call)
{
    struct walker *walker = call->subscriber->device_data;

    if (call->callback == CALLBACK_RELEASE)
        walker_unbind(walker);
    else if (call->range)
        walker_forget(walker, call->range->start, call->range->end);
    return callback_default(call->callback);
}

/* NULL for a name that is no walker's. */
static struct subscriber *find(const char *name)
{
    struct subscriber *subscriber = registry_find(&the_world->subscribers, name);

    return subscriber && subscriber->device == walker_callback ? subscriber : NULL;
}

static struct subscriber *make(const char *name)
{
    bool by_flush = the_world->domain.policy->secondary_tlb == TLB_CPU_FLUSH;
    enum callback forget = by_flush ? CALLBACK_ARCH_INVALIDATE_SECONDARY_TLBS : CALLBACK_INVALIDATE_RANGE;
    struct subscriber *subscriber = subscriber_define_list(name, 1u << forget | 1u << CALLBACK_RELEASE, NULL);
    struct walker *walker = arena_alloc(&the_world->arena, sizeof(*walker));

    walker_init(walker, &subscriber->secondary);
    subscriber->device_data = walker;
    subscriber->device = walker_callback;
    return subscriber;
}

struct value op_walker_create(const struct operands *on)
{
    struct subscriber *subscriber = find(on->mirror);
    int result;

    if (subscriber && subscriber_in_use(subscriber))
        return value_code(-EINVAL);
    if (!subscriber)
        subscriber = make(on->mirror);
    result = mmu_notifier_register(subscriber_list_object(subscriber), on->mm);
    if (result == 0)
        walker_bind(subscriber->device_data, on->mm);
    return value_code(result);
}

struct value op_walker_destroy(const struct operands *on)
{
    struct subscriber *subscriber = find(on->mirror);
    struct list_object *object = subscriber ? atomic_load(&subscriber->list) : NULL;

    if (!object)
        return value_null();
    walker_unbind(subscriber->device_data);
    if (mmu_notifier_unregister(&object->core))
        subscriber_retire_list(object);
    return value_null();
}

struct value op_walker_read(const struct operands *on)
{
    static const char *const contents[] = {"zero", "one", "two"};
    struct subscriber *subscriber = find(on->mirror);
    enum content content = CONTENT_ZERO;
    int result = subscriber ? walker_read(subscriber->device_data, on->address, &content) : -EINVAL;

    return result ? value_code(result) : value_name(contents[content]);
}

struct value op_walker_write(const struct operands *on)
{
    struct subscriber *subscriber = find(on->mirror);

    return value_code(subscriber ? walker_write(subscriber->device_data, on->address, on->content) : -EINVAL);
}
