/* SPDX-License-Identifier: MIT */
/* Sections, with the lock that each of them needs. */
#include <errno.h>

#include "core/report.h"
#include "core/section.h"
#include "harness/op.h"
#include "memory/memory.h"

/* In memory that is mapped it is MADV_DONTNEED. */
static bool is_mapped(const struct operands *on)
{
    return vma_first(on->mm, on->start, on->end);
}

struct value op_invalidate(const struct operands *on)
{
    struct mmu_range range = {.mm = on->mm, .start = on->start, .end = on->end, .blockable = true};

    if (!section_lock(on->mm, MM_MMAP_LOCK, may_sleep("invalidate")))
        return value_null(); /* diagnosed, and not waited for */
    if (is_mapped(on)) {
        memory_dontneed(on->mm, on->start, on->end);
    } else {
        section_start(&range);
        reach_point("section-open");
        section_end(&range);
    }
    section_unlock(on->mm, MM_MMAP_LOCK);
    return value_null();
}

/* The range object's members are all set anew: nothing of an earlier use may remain. */
static int start(const struct operands *on, bool blockable)
{
    struct section_object *section = on->section;
    int failure;

    if (!section_lock(on->mm, on->via, blockable && may_sleep("invalidate_range_start")))
        return -EAGAIN;
    section->range = (struct mmu_range){.mm = on->mm, .start = on->start, .end = on->end, .blockable = blockable, .kind = on->says};
    section->lock = on->via;
    section->opener = context_current();
    failure = section_start(&section->range);
    if (failure) {
        section->opener = NULL;
        section_unlock(on->mm, on->via);
    }
    return failure;
}

struct value op_start(const struct operands *on)
{
    start(on, true);
    return value_null();
}

struct value op_start_nonblock(const struct operands *on)
{
    return value_code(start(on, false));
}

struct value op_end(const struct operands *on)
{
    struct section_object *section = on->section;

    section_end(&section->range);
    section->opener = NULL;
    section_unlock(section->range.mm, section->lock);
    return value_null();
}
