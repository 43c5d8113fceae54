/* SPDX-License-Identifier: MIT */
/* Operations on an address space's counters and locks, and on user locks. */
#include "core/report.h"
#include "harness/op.h"

struct value op_mm_create(const struct operands *on)
{
    (void)on; /* made with the name, see call.c */
    return value_null();
}

struct value op_mmget_not_zero(const struct operands *on)
{
    return value_bool(mmget_not_zero(on->mm));
}

struct value op_mmput(const struct operands *on)
{
    mmput(on->mm);
    return value_null();
}

struct value op_mmgrab(const struct operands *on)
{
    mmgrab(on->mm);
    return value_null();
}

struct value op_mmdrop(const struct operands *on)
{
    mmdrop(on->mm);
    return value_null();
}

struct value op_mmap_lock(const struct operands *on)
{
    if (may_sleep("mmap_lock"))
        mm_lock(on->mm, MM_MMAP_LOCK, on->mode);
    else
        mm_trylock(on->mm, MM_MMAP_LOCK, on->mode); /* diagnosed, and not waited for */
    return value_null();
}

struct value op_mmap_trylock(const struct operands *on)
{
    return value_bool(mm_trylock(on->mm, MM_MMAP_LOCK, on->mode));
}

struct value op_mmap_downgrade(const struct operands *on)
{
    if (!mm_downgrade(on->mm, MM_MMAP_LOCK))
        report_warning("downgrade of mmap_lock, which is not held for write");
    return value_null();
}

struct value op_mmap_unlock(const struct operands *on)
{
    if (!mm_unlock(on->mm, MM_MMAP_LOCK))
        report_warning("unlock of mmap_lock, which is not held");
    return value_null();
}

struct value op_lock(const struct operands *on)
{
    if (may_sleep("lock"))
        klock_lock(on->lock);
    else
        klock_trylock(on->lock);
    return value_null();
}

struct value op_unlock(const struct operands *on)
{
    if (!klock_unlock(on->lock))
        report_warning("unlock of a lock that is not held");
    return value_null();
}
