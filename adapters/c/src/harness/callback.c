/* SPDX-License-Identifier: MIT */
#include "harness/callback.h"

#include <errno.h>
#include <string.h>

#include "core/inject.h"
#include "harness/events.h"
#include "harness/script.h"
#include "harness/subscriber.h"
#include "harness/world.h"
#include "sync/race.h"

static const char *const names[CALLBACK_COUNT] = {
    [CALLBACK_RELEASE] = "release",
    [CALLBACK_CLEAR_FLUSH_YOUNG] = "clear_flush_young",
    [CALLBACK_CLEAR_YOUNG] = "clear_young",
    [CALLBACK_TEST_YOUNG] = "test_young",
    [CALLBACK_CHANGE_PTE] = "change_pte",
    [CALLBACK_INVALIDATE_PAGE] = "invalidate_page",
    [CALLBACK_INVALIDATE_RANGE_START] = "invalidate_range_start",
    [CALLBACK_INVALIDATE_RANGE_END] = "invalidate_range_end",
    [CALLBACK_INVALIDATE_RANGE] = "invalidate_range",
    [CALLBACK_ARCH_INVALIDATE_SECONDARY_TLBS] = "arch_invalidate_secondary_tlbs",
    [CALLBACK_ALLOC_NOTIFIER] = "alloc_notifier",
    [CALLBACK_FREE_NOTIFIER] = "free_notifier",
    [CALLBACK_INVALIDATE] = "invalidate",
};

const char *callback_name(enum callback callback)
{
    return names[callback];
}

bool callback_find(const char *name, enum callback *callback)
{
    int i;

    for (i = 0; i < CALLBACK_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            *callback = (enum callback)i;
            return true;
        }
    }
    return false;
}

struct value callback_default(enum callback callback)
{
    switch (callback) {
    case CALLBACK_INVALIDATE_RANGE_START:
    case CALLBACK_ALLOC_NOTIFIER:
        return value_code(0);
    case CALLBACK_INVALIDATE:
        return value_bool(true);
    case CALLBACK_CLEAR_FLUSH_YOUNG:
    case CALLBACK_CLEAR_YOUNG:
    case CALLBACK_TEST_YOUNG:
        return value_bool(false);
    default:
        return value_null();
    }
}

bool callback_can_answer(enum callback callback, struct value value)
{
    enum value_type usual = callback_default(callback).type;

    return usual == VALUE_NULL || value.type == usual || (usual == VALUE_ZERO && value.type == VALUE_ERROR);
}

static struct value answer(const struct callback_call *call)
{
    if (call->callback == CALLBACK_ALLOC_NOTIFIER && injected(&the_world->domain, INJECT_ALLOC_ENOMEM))
        return value_code(-ENOMEM);
    return call->subscriber && call->subscriber->device ? call->subscriber->device(call) : script_run(call);
}

struct value callback_run(const struct callback_call *call)
{
    struct value result;

    race_window();
    event_callback(call);
    result = answer(call);
    race_window();
    event_callback_exit(call, result);
    return result;
}
