/* SPDX-License-Identifier: MIT */
/* Operations on mirrors: devices that follow a range through an interval subscriber. */
#include <errno.h>

#include "core/interval.h"
#include "harness/look_up.h"
#include "memory/fault.h"
#include "memory/report.h"

struct mirror {
    struct mm *mm;
    uint64_t start, end;
    struct klock *lock;    /* the user lock of its name; under it the device is said to be ready no longer */
    struct rwsem readers;  /* those who ask about the interval, which has to be inserted meanwhile */
};

/* What was written is told before the callback returns. */
static void forget_entry(void *arg, const struct secondary_entry *entry)
{
    (void)arg;
    if (entry->write)
        report_page("page_dirty", entry->page);
}

static struct value mirror_invalidate(const struct callback_call *call)
{
    struct mirror *mirror = call->subscriber->device_data;
    const struct mmu_range *range = call->range;

    if (range->blockable)
        klock_lock(mirror->lock);
    else if (!klock_trylock(mirror->lock))
        return value_bool(false);
    interval_set_seq(call->interval, call->seq);
    secondary_remove(&call->subscriber->secondary, range->start, range->end, forget_entry, NULL);
    klock_unlock(mirror->lock);
    return value_bool(true);
}

/* NULL unless it is there now. */
static struct subscriber *find(const char *name)
{
    struct subscriber *subscriber = registry_find(&the_world->subscribers, name);
    bool is_mirror = subscriber && subscriber->device == mirror_invalidate;

    return is_mirror && atomic_load(&subscriber->device_ready) ? subscriber : NULL;
}

static struct interval_notifier *interval_of(struct subscriber *subscriber)
{
    struct interval_object *object = atomic_load(&subscriber->interval);

    return object ? &object->core : NULL;
}

struct value op_mirror_create(const struct operands *on)
{
    struct mirror *mirror = arena_alloc(&the_world->arena, sizeof(*mirror));
    struct subscriber *subscriber;
    int result;

    if (find(on->mirror))
        return value_code(-EINVAL);
    subscriber = subscriber_define_interval(on->mirror, 1u << CALLBACK_INVALIDATE, false);
    *mirror = (struct mirror){.mm = on->mm, .start = on->start, .end = on->end, .lock = world_lock(on->mirror)};
    rwsem_init(&mirror->readers, (struct wait_reason){WAIT_OTHER, "the readers of the mirror"});
    subscriber->device = mirror_invalidate;
    subscriber->device_data = mirror;
    result = interval_insert(&subscriber_interval_object(subscriber)->core, on->mm, on->start, on->end - on->start,
                             &subscriber->interval_ops);
    atomic_store(&subscriber->device_ready, result == 0);
    return value_code(result);
}

/* What was looked up before is for nobody any more, and nobody asks about the interval when this returns. */
static void close_device(struct subscriber *subscriber, struct mirror *mirror)
{
    klock_lock(mirror->lock);
    atomic_store(&subscriber->device_ready, false);
    klock_unlock(mirror->lock);
    rwsem_lock(&mirror->readers, RW_WRITE);
    rwsem_unlock(&mirror->readers, RW_WRITE);
}

struct value op_mirror_destroy(const struct operands *on)
{
    struct subscriber *subscriber = find(on->mirror);
    struct interval_object *object = subscriber ? atomic_load(&subscriber->interval) : NULL;
    struct mirror *mirror;

    if (!object)
        return value_null();
    mirror = subscriber->device_data;
    close_device(subscriber, mirror);
    if (interval_remove(&object->core, &the_world->domain) == REMOVAL_DONE)
        subscriber_retire_interval(object, subscriber_inserts(object));
    klock_lock(mirror->lock);
    secondary_remove(&subscriber->secondary, 0, UINT64_MAX, forget_entry, NULL);
    klock_unlock(mirror->lock);
    return value_null();
}

/* -EINVAL once the device is closed. */
static int begin(struct subscriber *subscriber, struct mirror *mirror, uint64_t *seq)
{
    int result = -EINVAL;

    rwsem_lock(&mirror->readers, RW_READ);
    if (atomic_load(&subscriber->device_ready)) {
        *seq = interval_read_begin(interval_of(subscriber), &the_world->domain);
        result = 0;
    }
    rwsem_unlock(&mirror->readers, RW_READ);
    return result;
}

/* -EBUSY if an invalidation has collided already. */
static int check(struct subscriber *subscriber, struct mirror *mirror, uint64_t seq)
{
    int result = -EINVAL;

    rwsem_lock(&mirror->readers, RW_READ);
    if (atomic_load(&subscriber->device_ready))
        result = interval_read_retry(interval_of(subscriber), &the_world->domain, seq) ? -EBUSY : 0;
    rwsem_unlock(&mirror->readers, RW_READ);
    return result;
}

/* The look-up of a mirror that takes no part in a section that it has seen. */
static int look_up(struct subscriber *subscriber, struct mirror *mirror, struct look_up *found)
{
    int result = begin(subscriber, mirror, &found->seq);

    if (result)
        return result;
    section_lock(mirror->mm, MM_MMAP_LOCK, true);
    result = check(subscriber, mirror, found->seq);
    if (result == 0)
        result = fault_look_up(mirror->mm, found->address, found->write, &found->page, false);
    section_unlock(mirror->mm, MM_MMAP_LOCK);
    return result;
}

static int walk(const struct operands *on, struct look_up *found)
{
    struct subscriber *subscriber = find(on->mirror);
    struct mirror *mirror = subscriber ? subscriber->device_data : NULL;
    int result;

    if (!mirror || on->address < mirror->start || on->address >= mirror->end)
        return -EINVAL;
    if (!mmget_not_zero(mirror->mm))
        return -EFAULT;
    *found = (struct look_up){.device = mirror, .mm = mirror->mm, .address = on->address, .write = on->write};
    result = look_up(subscriber, mirror, found);
    if (result)
        mmput(mirror->mm);
    return result;
}

/* Under the lock that the callback takes: what comes before is noticed, what comes after removes the entry. */
static int store(struct subscriber *subscriber, struct mirror *mirror, const struct look_up *found)
{
    int result = -EAGAIN;

    klock_lock(mirror->lock);
    if (!atomic_load(&subscriber->device_ready))
        result = -EINVAL;
    else if (!interval_read_retry(interval_of(subscriber), &the_world->domain, found->seq))
        result = 0;
    if (result == 0)
        secondary_set(&subscriber->secondary, found->address & ~(PAGE_BYTES - 1), PAGE_BYTES, found->page,
                      found->write);
    klock_unlock(mirror->lock);
    return result;
}

static int commit(const struct operands *on, struct look_up *found)
{
    struct subscriber *subscriber = find(on->mirror);
    struct mirror *mirror = subscriber ? subscriber->device_data : NULL;
    int result = mirror && found->device == mirror ? store(subscriber, mirror, found) : -EINVAL;

    mmput(found->mm); /* without the lock: exit may run here, and takes it */
    return result;
}

struct value op_mirror_walk(const struct operands *on)
{
    struct look_up *found = arena_alloc(&the_world->arena, sizeof(*found));
    int result = walk(on, found);

    if (result == 0)
        on->token->found = found;
    return value_code(result);
}

struct value op_mirror_commit(const struct operands *on)
{
    struct look_up *found = look_up_take(on);

    return found ? look_up_outcome(commit(on, found)) : value_code(-EINVAL);
}

struct value op_mirror_fault(const struct operands *on)
{
    struct look_up found;
    int result = walk(on, &found);

    if (result == 0)
        result = commit(on, &found);
    return look_up_outcome(result == -EBUSY ? -EAGAIN : result);
}
