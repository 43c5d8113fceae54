/* SPDX-License-Identifier: MIT */
#include "memory/arch.h"

#include <stddef.h>
#include <string.h>

const struct arch architectures[] = {
    {.name = "x86_64", .most_entries = 33 /* tlb_single_page_flush_ceiling of Linux */, .queues_unmaps = true},
    {.name = "arm64",
     .most_entries = 511, /* MAX_DVM_OPS of Linux 6.12 (6.1: MAX_TLBI_OPS) is one more */
     .rounds_flushes = true,
     .flushes_each_vma = true,
     .software_marks = true,
     .keeps_refusals = true,
     .contiguous = true},
    {.name = NULL},
};

const struct arch *arch_find(const char *name)
{
    const struct arch *arch;

    for (arch = architectures; arch->name; arch++)
        if (strcmp(arch->name, name) == 0)
            return arch;
    return NULL;
}
