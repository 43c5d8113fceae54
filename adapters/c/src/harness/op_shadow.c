/* SPDX-License-Identifier: MIT */
/* Operations on shadow devices, which follow an address space through a list subscriber. */
#include <errno.h>

#include "core/register.h"
#include "device/shadow.h"
#include "harness/look_up.h"
#include "memory/fault.h"

struct shadow_device {
    struct shadow shadow;
    struct mm *mm;
    bool fallible, waits;
    struct klock *lock; /* the user lock of its name, which the start of a fallible one needs too */
};

static struct value shadow_start_callback(struct shadow_device *device, const struct mmu_range *range)
{
    if (device->fallible && range->blockable)
        klock_lock(device->lock);
    else if (device->fallible && !klock_trylock(device->lock))
        return value_code(-EAGAIN);
    shadow_start(&device->shadow, range);
    if (device->fallible)
        klock_unlock(device->lock);
    return value_code(0);
}

static struct value shadow_callback(const struct callback_call *call)
{
    struct shadow_device *device = call->subscriber->device_data;

    if (call->callback == CALLBACK_INVALIDATE_RANGE_START)
        return shadow_start_callback(device, call->range);
    if (call->callback == CALLBACK_INVALIDATE_RANGE_END)
        shadow_end(&device->shadow, call->range);
    else if (call->callback == CALLBACK_RELEASE)
        shadow_release(&device->shadow);
    return callback_default(call->callback);
}

static struct subscriber *find(const char *name)
{
    struct subscriber *subscriber = registry_find(&the_world->subscribers, name);

    bool is_shadow = subscriber && subscriber->device == shadow_callback;

    return is_shadow && atomic_load(&subscriber->device_ready) ? subscriber : NULL;
}

struct value op_shadow_create(const struct operands *on)
{
    unsigned callbacks =
        1u << CALLBACK_INVALIDATE_RANGE_START | 1u << CALLBACK_INVALIDATE_RANGE_END | 1u << CALLBACK_RELEASE;
    struct shadow_device *device = arena_alloc(&the_world->arena, sizeof(*device));
    struct subscriber *subscriber;
    int result;

    if (find(on->mirror) || on->change_pte)
        return value_code(-EINVAL);
    subscriber = subscriber_define_list(on->mirror, callbacks, NULL);
    shadow_init(&device->shadow, &subscriber->secondary, on->references);
    device->mm = on->mm;
    device->fallible = on->fallible;
    device->waits = on->waits;
    device->lock = world_lock(on->mirror);
    subscriber->device = shadow_callback;
    subscriber->device_data = device;
    result = mmu_notifier_register(subscriber_list_object(subscriber), on->mm);
    atomic_store(&subscriber->device_ready, result == 0);
    return value_code(result);
}

struct value op_shadow_destroy(const struct operands *on)
{
    struct subscriber *subscriber = find(on->mirror);
    struct list_object *object = subscriber ? atomic_load(&subscriber->list) : NULL;

    if (!object)
        return value_null();
    atomic_store(&subscriber->device_ready, false);
    if (mmu_notifier_unregister(&object->core))
        subscriber_retire_list(object);
    return value_null();
}

static int walk(const struct operands *on, struct look_up *found)
{
    struct subscriber *subscriber = find(on->mirror);
    struct shadow_device *device = subscriber ? subscriber->device_data : NULL;
    int result;

    if (!device)
        return -EINVAL;
    if (!mmget_not_zero(device->mm))
        return -EFAULT;
    *found = (struct look_up){.device = device, .mm = device->mm, .address = on->address, .write = on->write};
    if (device->waits)
        shadow_wait(&device->shadow);
    found->seq = shadow_sample(&device->shadow);
    section_lock(device->mm, MM_MMAP_LOCK, true);
    result = fault_look_up(device->mm, on->address, on->write, &found->page, false);
    section_unlock(device->mm, MM_MMAP_LOCK);
    if (result)
        mmput(device->mm);
    return result;
}

static int commit(const struct operands *on, struct look_up *found)
{
    struct subscriber *subscriber = find(on->mirror);
    struct shadow_device *device = subscriber ? subscriber->device_data : NULL;
    int result = -EINVAL;

    if (device && found->device == device)
        result = shadow_map(&device->shadow, found->address, found->page, found->write, found->seq) ? 0 : -EAGAIN;
    mmput(found->mm);
    return result;
}

struct value op_shadow_walk(const struct operands *on)
{
    struct look_up *found = arena_alloc(&the_world->arena, sizeof(*found));
    int result = walk(on, found);

    if (result == 0)
        on->token->found = found;
    return value_code(result);
}

struct value op_shadow_commit(const struct operands *on)
{
    struct look_up *found = look_up_take(on);

    return found ? look_up_outcome(commit(on, found)) : value_code(-EINVAL);
}

struct value op_shadow_fault(const struct operands *on)
{
    struct look_up found;
    int result = walk(on, &found);

    return look_up_outcome(result ? result : commit(on, &found));
}
