/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_LOOK_UP_H
#define HARNESS_LOOK_UP_H

#include <errno.h>

#include "harness/op.h"

/* What the first half of a device's fault has found, until the second one; with a user of the address space. */
struct look_up {
    const void *device; /* which life of the device: a destroyed one does not come back */
    struct mm *mm;
    struct page *page;
    uint64_t address, seq;
    bool write;
};

static inline struct value look_up_outcome(int result)
{
    if (result == -EAGAIN)
        return value_name("retry");
    return result ? value_code(result) : value_name("mapped");
}

/* Takes the look-up of that token away from it; NULL if there is none. */
static inline struct look_up *look_up_take(const struct operands *on)
{
    struct look_up *found = on->token->found;

    on->token->found = NULL;
    return found;
}

#endif
