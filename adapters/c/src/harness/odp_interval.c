/* SPDX-License-Identifier: MIT */
/* On-demand paging from v5.5 on: each umem is an interval subscriber. */
#include <errno.h>

#include "core/interval.h"
#include "harness/odp.h"
#include "memory/page.h"

static struct value odp_invalidate(const struct callback_call *call)
{
    struct odp_umem *umem = call->subscriber->device_data;
    const struct mmu_range *range = call->range;

    if (!range->blockable)
        return value_bool(false);
    if (umem->context->plain)
        return value_bool(true);
    klock_lock(&umem->umem.mutex);
    interval_set_seq(call->interval, call->seq);
    if (!odp_forgets()) {
        umem_take_entries(&umem->umem, range->start, range->end);
        umem_unmap(&umem->umem, range->start, range->end);
    }
    klock_unlock(&umem->umem.mutex);
    return value_bool(true);
}

/* To whole pages, outwards. */
static int round_range(struct umem *umem, uint64_t start, uint64_t length)
{
    uint64_t end = start + length;

    if (end < start || end > UINT64_MAX - (PAGE_BYTES - 1))
        return -EOVERFLOW;
    umem->start = start & ~(PAGE_BYTES - 1);
    umem->end = (end + PAGE_BYTES - 1) & ~(PAGE_BYTES - 1);
    return umem->start == umem->end ? -EINVAL : 0;
}

static struct interval_notifier *interval_of(struct odp_umem *umem)
{
    struct interval_object *object = atomic_load(&umem->subscriber->interval);

    return object ? &object->core : NULL;
}

static int get(struct odp_umem *umem, uint64_t start, uint64_t length)
{
    struct subscriber *subscriber = subscriber_define_interval(umem->name, 1u << CALLBACK_INVALIDATE, false);
    int result = odp_umem_make(umem, subscriber);

    subscriber->device = odp_invalidate;
    subscriber->device_data = umem;
    if (umem->implicit || result)
        return result;
    result = round_range(&umem->umem, start, length);
    if (result)
        return result;
    umem->linked = true;
    return interval_insert(&subscriber_interval_object(subscriber)->core, umem->context->mm, umem->umem.start,
                           umem->umem.end - umem->umem.start, &subscriber->interval_ops);
}

static void release(struct odp_umem *umem)
{
    struct interval_object *object = atomic_load(&umem->subscriber->interval);
    unsigned inserts = object ? subscriber_inserts(object) : 0;

    odp_umem_empty(umem);
    /* Without the mutex: it waits for callbacks, and they take it. */
    if (object && interval_remove(&object->core, &the_world->domain) == REMOVAL_DONE)
        subscriber_retire_interval(object, inserts);
}

static uint64_t sample(struct odp_umem *umem)
{
    struct interval_notifier *interval = interval_of(umem);

    return interval ? atomic_load(&interval->seq) : 0;
}

static uint64_t begin(struct odp_umem *umem)
{
    return interval_read_begin(interval_of(umem), &the_world->domain);
}

static bool retry(struct odp_umem *umem, uint64_t seq)
{
#ifdef FAULT_ODP_NO_RETRY
    (void)umem; /* planted: what came between the look-up and the entry is not noticed */
    (void)seq;
    return false;
#else
    return interval_read_retry(interval_of(umem), &the_world->domain, seq);
#endif
}

static int wait_for_sections(struct odp_umem *umem)
{
    begin(umem);
    return atomic_load(&umem->context->mm->users) > 0 ? 0 : -EFAULT;
}

const struct odp_form odp_interval = {
    .get = get,
    .release = release,
    .sample = sample,
    .begin = begin,
    .collided = retry,
    .retry = retry,
    .wait = wait_for_sections,
    .tries_again = true,
};
