/* SPDX-License-Identifier: MIT */
#include "memory/notice.h"

#include <stddef.h>

#include "core/mm.h"
#include "core/section.h"
#include "memory/report.h"

static const char *const in_2014[] = {
    [CAUSE_UNMAP] = "MMU_MUNMAP",    [CAUSE_UNMAP_HUGETLB] = "MMU_MIGRATE", [CAUSE_ZAP] = "MMU_MUNMAP",
    [CAUSE_REPLACE] = "MMU_MIGRATE", [CAUSE_PROTECT] = "MMU_MPROT",         [CAUSE_SHARE] = "MMU_MIGRATE",
};

static const char *const now[] = {
    [CAUSE_UNMAP] = "UNMAP",   [CAUSE_UNMAP_HUGETLB] = "UNMAP",    [CAUSE_ZAP] = "CLEAR",
    [CAUSE_REPLACE] = "CLEAR", [CAUSE_PROTECT] = "PROTECTION_VMA", [CAUSE_SHARE] = "PROTECTION_PAGE",
    [CAUSE_UPGRADE] = "UPGRADE",
};

static const char *said(enum events events, enum cause cause)
{
    if (events == EVENTS_NONE)
        return NULL;
    return events == EVENTS_2014 ? in_2014[cause] : now[cause];
}

int notice_start(struct mmu_range *range, struct mm *mm, uint64_t start, uint64_t end, enum cause cause,
                 bool blockable)
{
    int refused;

    *range = (struct mmu_range){.mm = mm, .start = start, .end = end, .blockable = blockable};
    range->kind = said(mm->domain->policy->events, cause);
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
