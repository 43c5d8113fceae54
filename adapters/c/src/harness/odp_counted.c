/* SPDX-License-Identifier: MIT */
/* On-demand paging up to v5.4: the context is a list subscriber, and its umems count sections. */
#include <errno.h>

#include "core/register.h"
#include "core/report.h"
#include "harness/odp.h"
#include "sync/raw.h"

/* An open section, as the context remembers it: a umem that comes amid it has to see its end, and no fault before. */
struct odp_section {
    const struct mmu_range *range;
    struct odp_section *next;
};

/* Half-open on both sides; what has no byte is never met. */
static bool meets(const struct odp_umem *umem, const struct mmu_range *range)
{
    return umem->umem.start < range->end && range->start < umem->umem.end && range->start < range->end &&
           umem->umem.start < umem->umem.end;
}

static void remember(struct odp_context *context, const struct mmu_range *range)
{
    struct odp_section *section;

    raw_lock(&context->sections_raw);
    section = context->spare;
    if (section)
        context->spare = section->next;
    else
        section = arena_alloc(&the_world->arena, sizeof(*section));
    *section = (struct odp_section){.range = range, .next = context->sections};
    context->sections = section;
    raw_unlock(&context->sections_raw);
}

static void forget(struct odp_context *context, const struct mmu_range *range)
{
    struct odp_section **link = &context->sections;

    raw_lock(&context->sections_raw);
    while (*link && (*link)->range != range)
        link = &(*link)->next;
    if (*link) {
        struct odp_section *section = *link;

        *link = section->next;
        section->next = context->spare;
        context->spare = section;
    }
    raw_unlock(&context->sections_raw);
}

/* In one hold of the semaphore: a umem that comes finds the section remembered, or is told of it itself. */
static void start_section(struct odp_context *context, const struct mmu_range *range)
{
    struct odp_umem *umem;

    rwsem_lock(&context->umem_rwsem, RW_READ);
    remember(context, range);
    for (umem = context->umems; umem; umem = umem->next)
        if (meets(umem, range))
            umem_section_start(&umem->umem, range->start, range->end, odp_forgets());
    rwsem_unlock(&context->umem_rwsem, RW_READ);
}

static void end_section(struct odp_context *context, const struct mmu_range *range)
{
    struct odp_umem *umem;

    rwsem_lock(&context->umem_rwsem, RW_READ);
    forget(context, range);
    for (umem = context->umems; umem; umem = umem->next)
        if (meets(umem, range))
            umem_section_end(&umem->umem);
    rwsem_unlock(&context->umem_rwsem, RW_READ);
}

static void end_all(struct odp_context *context)
{
    struct odp_umem *umem;

    rwsem_lock(&context->umem_rwsem, RW_READ);
    for (umem = context->umems; umem; umem = umem->next)
        umem_die(&umem->umem);
    rwsem_unlock(&context->umem_rwsem, RW_READ);
}

/* Where every end follows a failed walk, that of a refused start comes too: it counts nothing either. */
static struct value context_callback(const struct callback_call *call)
{
    struct odp_context *context = call->subscriber->device_data;
    const struct mmu_range *range = call->range;
    bool refuses = range && !range->blockable;

    if (context->plain)
        return callback_default(call->callback);
    if (call->callback == CALLBACK_INVALIDATE_RANGE_START && refuses)
        return value_code(-EAGAIN);
    if (call->callback == CALLBACK_INVALIDATE_RANGE_START)
        start_section(context, range);
    else if (call->callback == CALLBACK_INVALIDATE_RANGE_END && !refuses)
        end_section(context, range);
    else if (call->callback == CALLBACK_RELEASE)
        end_all(context);
    return callback_default(call->callback);
}

static struct subscriber *subscriber_of(struct odp_context *context)
{
    unsigned callbacks =
        1u << CALLBACK_INVALIDATE_RANGE_START | 1u << CALLBACK_INVALIDATE_RANGE_END | 1u << CALLBACK_RELEASE;

    if (!context->subscriber) {
        context->subscriber = subscriber_define_list(context->name, callbacks, NULL);
        context->subscriber->device = context_callback;
        context->subscriber->device_data = context;
    }
    return context->subscriber;
}

/* A umem that comes amid sections counts them too: it waits for none, and no end comes without its start. */
static void enter(struct odp_context *context, struct odp_umem *umem)
{
    const struct odp_section *section;

    rwsem_lock(&context->umem_rwsem, RW_WRITE);
#ifndef FAULT_ODP_NEWCOMER /* planted: the ends of those sections take from a count that they did not add to */
    for (section = context->sections; section; section = section->next)
        if (meets(umem, section->range))
            umem->umem.count++;
#else
    (void)section;
#endif
    umem->next = context->umems;
    context->umems = umem;
    rwsem_unlock(&context->umem_rwsem, RW_WRITE);
}

static void leave(struct odp_context *context, struct odp_umem *umem)
{
    struct odp_umem **link = &context->umems;

    rwsem_lock(&context->umem_rwsem, RW_WRITE);
    while (*link && *link != umem)
        link = &(*link)->next;
    if (*link)
        *link = umem->next;
    rwsem_unlock(&context->umem_rwsem, RW_WRITE);
}

/* The first umem is entered before the notifier is registered: nobody calls it until then. */
static int enter_first(struct odp_context *context, struct odp_umem *umem)
{
    int result;

    enter(context, umem);
    result = mmu_notifier_register(subscriber_list_object(subscriber_of(context)), context->mm);
    if (!result)
        return 0;
    leave(context, umem);
    report_message("the notifier of %s cannot be registered", context->name);
    return -EBUSY;
}

static int get(struct odp_umem *umem, uint64_t start, uint64_t length)
{
    struct odp_context *context = umem->context;
    int result = odp_umem_make(umem, subscriber_define_list(umem->name, 0, NULL)); /* for its entries alone */

    if (result)
        return result;
    umem->umem.start = start;
    umem->umem.end = start + length;
    umem->linked = length > 0;
    klock_lock(&context->registering);
    if (context->umems)
        enter(context, umem);
    else
        result = enter_first(context, umem);
    klock_unlock(&context->registering);
    return result;
}

/* Unregistering waits for callbacks, and they take the semaphore: it is not held then. */
static void unregister(struct odp_context *context)
{
    struct list_object *object = atomic_load(&context->subscriber->list);

    if (object && mmu_notifier_unregister(&object->core))
        subscriber_retire_list(object);
    context->sections = NULL; /* their ends will not be told */
}

static void release(struct odp_umem *umem)
{
    struct odp_context *context = umem->context;

    odp_umem_empty(umem);
    klock_lock(&context->registering);
    leave(context, umem);
    if (!context->umems)
        unregister(context);
    klock_unlock(&context->registering);
}

static uint64_t sample(struct odp_umem *umem)
{
    return atomic_load(&umem->umem.seq);
}

static bool collided(struct odp_umem *umem, uint64_t seq)
{
    (void)umem;
    (void)seq;
    return false; /* that is asked under the mutex alone */
}

static bool retry(struct odp_umem *umem, uint64_t seq)
{
#ifdef FAULT_ODP_NO_RETRY
    (void)umem; /* planted: what came between the look-up and the entry is not noticed */
    (void)seq;
    return false;
#else
    return umem_retry(&umem->umem, seq);
#endif
}

static int wait_for_sections(struct odp_umem *umem)
{
    return umem_wait(&umem->umem);
}

const struct odp_form odp_counted = {
    .get = get,
    .release = release,
    .sample = sample,
    .begin = sample,
    .collided = collided,
    .retry = retry,
    .wait = wait_for_sections,
    .references = true,
};
