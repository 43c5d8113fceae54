/* SPDX-License-Identifier: MIT */
#include "memory/notice.h"

#include "core/mm.h"
#include "core/section.h"
#include "memory/report.h"

static const struct {
    const char *now, *in_2014;
} events[] = {
    [CAUSE_UNMAP] = {"UNMAP", "MMU_MUNMAP"},
    [CAUSE_UNMAP_HUGETLB] = {"UNMAP", "MMU_MIGRATE"},
    [CAUSE_ZAP] = {"CLEAR", "MMU_MUNMAP"},
    [CAUSE_REPLACE] = {"CLEAR", "MMU_MIGRATE"},
    [CAUSE_PROTECT] = {"PROTECTION_VMA", "MMU_MPROT"},
    [CAUSE_SHARE] = {"PROTECTION_PAGE", "MMU_MIGRATE"},
};

int notice_start(struct mmu_range *range, struct mm *mm, uint64_t start, uint64_t end, enum cause cause,
                 bool blockable)
{
    int refused;

    *range = (struct mmu_range){.mm = mm, .start = start, .end = end, .blockable = blockable};
    range->kind = mm->domain->policy->old_events ? events[cause].in_2014 : events[cause].now;
    report_section_start(range);
    refused = section_start(range);
    if (refused)
        report_section_end(range, true);
    return refused;
}

void notice_end(struct mmu_range *range)
{
    report_section_end(range, false);
    section_end(range);
}
