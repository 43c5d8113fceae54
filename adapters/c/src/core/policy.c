/* SPDX-License-Identifier: MIT */
#include "core/policy.h"

#include <stddef.h>
#include <string.h>

/* What profiles have in common. */
#define IN_2014                                                                                              \
    .pairing = ENDS_SKIPPED, .no_flags = true, .hugetlb_section = true, .copies_whole = true,                \
    .mapped_once = true
#define SINCE_5_3                                                                                            \
    .events = EVENTS_NOW, .munmap_downgrades = true, .nested_gathers = true, .reclaim_section = true
#define BEFORE_5_12                                                                                          \
    SINCE_5_3, .secondary_tlb = TLB_INVALIDATE_RANGE, .hugetlb_section = true, .copies_whole = true,         \
               .mapped_once = true
#define LIKE_6_1                                                                                             \
    .pairing = ENDS_ALL, .warns_bad_start = true, .warns_fallible = true, .getput = true, .interval = true,  \
    SINCE_5_3, .secondary_tlb = TLB_INVALIDATE_RANGE, .exit_locks = true, .hugetlb_section = true,           \
    .sva = SVA_SHARED
#define SINCE_6_6 SINCE_5_3, .secondary_tlb = TLB_CPU_FLUSH, .exit_locks = true, .vma_locks = true

const struct policy policies[] = {
    {.name = "2014-01", IN_2014, .assumes_written = true, .protects_whole = true},
    {.name = "2014-09", IN_2014, .events = EVENTS_2014, .assumes_written = true},
    {.name = "2014-09-prop", IN_2014, .events = EVENTS_2014, .assumes_written = true, .tracks_ranges = true},
    {.name = "v3.19", IN_2014, .secondary_tlb = TLB_INVALIDATE_RANGE},
    {.name = "v5.3", .pairing = ENDS_SKIPPED, BEFORE_5_12},
#ifdef FAULT_SKIP_PAIRING
    {.name = "v5.3-rfc", .pairing = ENDS_SKIPPED, .warns_bad_start = true, BEFORE_5_12}, /* planted (PAIR-08) */
#else
    {.name = "v5.3-rfc", .pairing = ENDS_ALL, .warns_bad_start = true, BEFORE_5_12},
#endif
    {.name = "v5.4", .pairing = ENDS_SKIPPED, .warns_bad_start = true, .getput = true, BEFORE_5_12},
    {.name = "v5.5",
     .pairing = ENDS_SKIPPED,
     .warns_bad_start = true,
     .getput = true,
     .interval = true,
     BEFORE_5_12},
    {.name = "v5.5-prop",
     .pairing = ENDS_SKIPPED,
     .warns_bad_start = true,
     .getput = true,
     .interval = true,
     .interval_prop = true,
     BEFORE_5_12},
    {.name = "v5.12",
     .pairing = ENDS_ALL,
     .warns_bad_start = true,
     .warns_fallible = true,
     .getput = true,
     .interval = true,
     SINCE_5_3,
     .secondary_tlb = TLB_INVALIDATE_RANGE,
     .hugetlb_section = true},
    {.name = "v6.1", LIKE_6_1},
    {.name = "v6.4-prop", LIKE_6_1, .upgrade = UPGRADE_TLBS},
    {.name = "v6.4-alt", LIKE_6_1, .upgrade = UPGRADE_SECTION},
    {.name = "v6.6",
     .pairing = ENDS_ALL,
     .warns_bad_start = true,
     .warns_fallible = true,
     .getput = true,
     .interval = true,
     .one_kind = true,
     .sva = SVA_SHARED,
     SINCE_6_6},
    {.name = "v6.12",
     .pairing = ENDS_ALL,
     .warns_bad_start = true,
     .warns_fallible = true,
     .getput = true,
     .interval = true,
     .one_kind = true,
     .sva = SVA_OWN,
     SINCE_6_6,
     .wide_chunks = true},
    {.name = NULL},
};

const struct policy *policy_find(const char *name)
{
    const struct policy *policy;

    for (policy = policies; policy->name; policy++)
        if (strcmp(policy->name, name) == 0)
            return policy;
    return NULL;
}
