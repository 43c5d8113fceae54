/* SPDX-License-Identifier: MIT */
#include "memory/flush.h"

#include "core/mm.h"
#include "core/section.h"
#include "memory/arch.h"
#include "memory/report.h"

static void flush(struct mm *mm, uint64_t start, uint64_t end)
{
    report_cpu_flush(mm, start, end);
    mm->domain->snoop(mm, start, end);
#ifndef FAULT_TLB_SKIPPED /* planted: the CPUs alone forget */
    if (mm->domain->policy->secondary_tlb == TLB_CPU_FLUSH)
        secondary_tlbs_invalidate(mm, start, end);
#endif
}

void flush_everything(struct mm *mm)
{
    flush(mm, 0, UINT64_MAX);
}

void flush_cpus(struct mm *mm, uint64_t start, uint64_t end, uint64_t stride)
{
    const struct arch *arch = mm->domain->arch;

    if (arch->rounds_flushes) {
        start &= ~(stride - 1);
        end = (end + (stride - 1)) & ~(stride - 1);
    }
    if ((end - start) / stride > arch->most_entries)
        flush_everything(mm);
    else
        flush(mm, start, end);
}

void flush_replaced(struct mm *mm, uint64_t address, uint64_t size)
{
    flush_cpus(mm, address, address + size, size);
    if (mm->domain->policy->secondary_tlb == TLB_INVALIDATE_RANGE)
        secondary_tlbs_invalidate(mm, address, address + size);
}

void flush_queued(struct mm *mm)
{
    report_cpu_flush(mm, 0, UINT64_MAX);
    mm->domain->snoop(mm, 0, UINT64_MAX);
}
