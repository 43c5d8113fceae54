/* SPDX-License-Identifier: MIT */
/* Questions about the sections that are open. */
#include "core/active_ranges.h"
#include "harness/op.h"

struct value op_range_is_valid(const struct operands *on)
{
    return value_bool(mmu_notifier_range_is_valid(on->mm, on->start, on->end));
}

struct value op_range_wait_valid(const struct operands *on)
{
    mmu_notifier_range_wait_valid(on->mm, on->start, on->end);
    return value_null();
}
