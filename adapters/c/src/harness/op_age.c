/* SPDX-License-Identifier: MIT */
/* Operations that age a range, or ask who has used it. */
#include "harness/op.h"
#include "memory/age.h"

struct value op_clear_flush_young(const struct operands *on)
{
    return value_bool(memory_age(on->mm, on->start, on->end, AGEING_FLUSH));
}

struct value op_clear_young(const struct operands *on)
{
    return value_bool(memory_age(on->mm, on->start, on->end, AGEING_CLEAR));
}

struct value op_test_young(const struct operands *on)
{
    return value_bool(memory_age(on->mm, on->start, on->end, AGEING_TEST));
}
