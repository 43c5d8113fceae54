/* SPDX-License-Identifier: MIT */
/* Operations on what an address space maps. */
#include <errno.h>

#include "harness/op.h"
#include "memory/access_flags.h"
#include "memory/memory.h"

struct value op_mmap(const struct operands *on)
{
    return value_code(memory_mmap(on->mm, on->start, on->end, on->vma));
}

struct value op_munmap(const struct operands *on)
{
    return value_code(memory_munmap(on->mm, on->start, on->end));
}

struct value op_madvise_dontneed(const struct operands *on)
{
    return value_code(memory_dontneed(on->mm, on->start, on->end));
}

struct value op_mprotect_read(const struct operands *on)
{
    return value_code(memory_mprotect_read(on->mm, on->start, on->end));
}

struct value op_write_fault(const struct operands *on)
{
    return value_code(memory_write_fault(on->mm, on->address));
}

struct value op_fork(const struct operands *on)
{
    return value_code(memory_fork(on->mm, on->child));
}

struct value op_truncate(const struct operands *on)
{
    memory_truncate(on->mm, on->start, on->end);
    return value_code(0);
}

struct value op_oom_reap(const struct operands *on)
{
    return value_bool(memory_oom_reap(on->mm));
}

struct value op_process_mrelease(const struct operands *on)
{
    return value_code(memory_process_mrelease(on->mm));
}

struct value op_store(const struct operands *on)
{
    return value_code(memory_store(on->mm, on->address, on->content));
}

struct value op_reclaim_page(const struct operands *on)
{
    return value_code(memory_reclaim(on->mm, on->address));
}

struct value op_set_access_flags(const struct operands *on)
{
    int result = memory_set_access_flags(on->mm, on->address, on->write);

    return result < 0 ? value_code(result) : value_bool(result);
}

struct value op_upgrade_fault(const struct operands *on)
{
    return value_code(memory_upgrade_fault(on->mm, on->address));
}

/* Sets the entry under the page-table lock: what it maps is there, whatever is going on. */
struct value op_secondary_map(const struct operands *on)
{
    const struct pte *entry;

    page_table_lock(on->mm);
    entry = pte_find(on->mm, on->address);
    if (entry)
        secondary_set(&on->subscriber->secondary, on->address & ~(PAGE_BYTES - 1), PAGE_BYTES, entry->page,
                      entry->write);
    page_table_unlock(on->mm);
    return value_code(entry ? 0 : -EFAULT);
}

struct value op_secondary_look(const struct operands *on)
{
    return value_name(secondary_look(&on->subscriber->secondary, on->mm, on->address));
}
