/* SPDX-License-Identifier: MIT */
/* What the core calls when it calls a list subscriber: finds out who is meant, runs the script. */
#include "harness/list_callbacks.h"

#include <stddef.h>
#include <stdio.h>

#include "harness/run_log.h"
#include "harness/subscriber.h"
#include "harness/world.h"

static struct list_object *object_of(const struct mmu_notifier *core)
{
    return (struct list_object *)((char *)core - offsetof(struct list_object, core));
}

static struct value run(struct mmu_notifier *core, enum callback callback, const struct mmu_range *range)
{
    struct subscriber *subscriber = object_of(core)->owner;
    struct callback_call call = {
        .callback = callback,
        .subscriber = subscriber,
        .table = subscriber->table,
        .name = subscriber->name,
        .number = atomic_fetch_add(&subscriber->calls[callback], 1) + 1,
        .mm = core->mm,
        .range = range,
        .bare_range = callback != CALLBACK_INVALIDATE_RANGE_START && callback != CALLBACK_INVALIDATE_RANGE_END,
    };

    if (atomic_load(&core->mark) == POISON_WORD && the_world->run)
        run_finding(the_world->run, "removal: %s of %s after it was removed", callback_name(callback), call.name);
    return callback_run(&call);
}

static const char *name(const struct mmu_notifier *core)
{
    return object_of(core)->owner->name;
}

static void release(struct mmu_notifier *core)
{
    run(core, CALLBACK_RELEASE, NULL);
}

static int invalidate_range_start(struct mmu_notifier *core, const struct mmu_range *range)
{
    return run(core, CALLBACK_INVALIDATE_RANGE_START, range).error;
}

static void invalidate_range_end(struct mmu_notifier *core, const struct mmu_range *range)
{
    run(core, CALLBACK_INVALIDATE_RANGE_END, range);
}

static bool clear_flush_young(struct mmu_notifier *core, const struct mmu_range *range)
{
    return run(core, CALLBACK_CLEAR_FLUSH_YOUNG, range).boolean;
}

static bool clear_young(struct mmu_notifier *core, const struct mmu_range *range)
{
    return run(core, CALLBACK_CLEAR_YOUNG, range).boolean;
}

static bool test_young(struct mmu_notifier *core, const struct mmu_range *range)
{
    return run(core, CALLBACK_TEST_YOUNG, range).boolean;
}

static void invalidate_range(struct mmu_notifier *core, const struct mmu_range *range)
{
    run(core, CALLBACK_INVALIDATE_RANGE, range);
}

static void arch_invalidate_secondary_tlbs(struct mmu_notifier *core, const struct mmu_range *range)
{
    run(core, CALLBACK_ARCH_INVALIDATE_SECONDARY_TLBS, range);
}

static struct mmu_notifier *adopt(const char *subscriber_name, struct table *table)
{
    struct subscriber *subscriber = subscriber_define_list(subscriber_name, 0, table);

    return subscriber_list_object(subscriber);
}

static int alloc_notifier(const struct mmu_notifier_ops *ops, struct mm *mm, struct mmu_notifier **made)
{
    struct table *table = (struct table *)((char *)ops - offsetof(struct table, ops));
    unsigned number = atomic_fetch_add(&table->made, 1) + 1;
    char subscriber_name[256];
    struct callback_call call = {
        .callback = CALLBACK_ALLOC_NOTIFIER,
        .table = table,
        .name = subscriber_name,
        .number = atomic_fetch_add(&table->calls, 1) + 1,
        .mm = mm,
    };
    struct value result;

    snprintf(subscriber_name, sizeof(subscriber_name), "%s#%u", table->name, number);
    result = callback_run(&call);
    if (result.error)
        atomic_compare_exchange_strong(&table->made, &number, number - 1);
    else
        *made = adopt(subscriber_name, table);
    return result.error;
}

static void free_notifier(struct mmu_notifier *core)
{
    run(core, CALLBACK_FREE_NOTIFIER, NULL);
    subscriber_retire_list(object_of(core));
}

static bool has(unsigned callbacks, enum callback callback)
{
    return callbacks & (1u << callback);
}

void list_callbacks_fill(struct mmu_notifier_ops *ops, unsigned callbacks)
{
    *ops = (struct mmu_notifier_ops){
        .name = name,
        .release = has(callbacks, CALLBACK_RELEASE) ? release : NULL,
        .invalidate_range_start = has(callbacks, CALLBACK_INVALIDATE_RANGE_START) ? invalidate_range_start : NULL,
        .invalidate_range_end = has(callbacks, CALLBACK_INVALIDATE_RANGE_END) ? invalidate_range_end : NULL,
        .alloc_notifier = has(callbacks, CALLBACK_ALLOC_NOTIFIER) ? alloc_notifier : NULL,
        .free_notifier = has(callbacks, CALLBACK_FREE_NOTIFIER) ? free_notifier : NULL,
        .clear_flush_young = has(callbacks, CALLBACK_CLEAR_FLUSH_YOUNG) ? clear_flush_young : NULL,
        .clear_young = has(callbacks, CALLBACK_CLEAR_YOUNG) ? clear_young : NULL,
        .test_young = has(callbacks, CALLBACK_TEST_YOUNG) ? test_young : NULL,
        .invalidate_range = has(callbacks, CALLBACK_INVALIDATE_RANGE) ? invalidate_range : NULL,
        .arch_invalidate_secondary_tlbs =
            has(callbacks, CALLBACK_ARCH_INVALIDATE_SECONDARY_TLBS) ? arch_invalidate_secondary_tlbs : NULL,
    };
}
