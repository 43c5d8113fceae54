/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>

#include "harness/op.h"

const char *const parameter_names[PARAMETER_COUNT] = {
    [PARAMETER_MM] = "mm",         [PARAMETER_SUBSCRIBER] = "subscriber",
    [PARAMETER_TABLE] = "table",   [PARAMETER_RANGE] = "range",
    [PARAMETER_TOKEN] = "token",   [PARAMETER_LOCK] = "lock",
    [PARAMETER_START] = "start",   [PARAMETER_END] = "end",
    [PARAMETER_LENGTH] = "length", [PARAMETER_MODE] = "mode",
    [PARAMETER_VIA] = "via",       [PARAMETER_CHILD] = "child",
    [PARAMETER_MIRROR] = "mirror", [PARAMETER_ADDRESS] = "address",
    [PARAMETER_VMA] = "vma",       [PARAMETER_CONTENT] = "content",
    [PARAMETER_CONTEXT] = "context", [PARAMETER_UMEM] = "umem",
    [PARAMETER_PARENT] = "parent", [PARAMETER_PLAIN] = "plain",
    [PARAMETER_READONLY] = "readonly", [PARAMETER_ACCESS] = "access",
    [PARAMETER_REFERENCES] = "references", [PARAMETER_FALLIBLE] = "fallible",
    [PARAMETER_CHANGE_PTE] = "change_pte", [PARAMETER_RANGES_ONLY] = "ranges_only",
    [PARAMETER_WAITS] = "waits",   [PARAMETER_DOMAIN] = "domain",
    [PARAMETER_IOMMU] = "iommu",   [PARAMETER_RECOVERY] = "recovery",
    [PARAMETER_ATS] = "ats",       [PARAMETER_BTM] = "btm",
    [PARAMETER_RANGES] = "ranges", [PARAMETER_MARKS] = "marks",
    [PARAMETER_FAULT] = "fault",   [PARAMETER_NUMBER] = "count",
    [PARAMETER_WRITE] = "write",   [PARAMETER_SAYS] = "says",
};

#define P(name) (UINT64_C(1) << PARAMETER_##name)
#define MM P(MM)
#define SUB P(SUBSCRIBER)
#define SPAN (P(MM) | P(START) | P(END))
#define AREA (P(SUBSCRIBER) | P(MM) | P(START) | P(LENGTH))
#define PLACE (P(MM) | P(ADDRESS))
#define DEVICE_AT (P(MIRROR) | P(ADDRESS))
#define SHADOW_FLAGS (P(REFERENCES) | P(FALLIBLE) | P(CHANGE_PTE) | P(RANGES_ONLY) | P(WAITS))
#define IOMMU_TRAITS (P(IOMMU) | P(RECOVERY) | P(ATS) | P(BTM) | P(RANGES) | P(MARKS))
#define NEWCOMER (P(UMEM) | P(CONTEXT) | P(MM))
#define UMEM_AT (P(UMEM) | P(ADDRESS) | P(WRITE))
#define READER (P(SUBSCRIBER) | P(TOKEN))

#define VOID {.type = VALUE_NULL}
#define NO {.type = VALUE_BOOL}
#define BAD {.type = VALUE_ERROR, .error = -EINVAL}

static const struct op ops[] = {
    {"mm_create", MM, NEED_NOTHING, OP_NEW_MM, VOID, op_mm_create},
    {"mmget_not_zero", MM, NEED_NOTHING, 0, NO, op_mmget_not_zero},
    {"mmput", MM, NEED_NOTHING, 0, VOID, op_mmput},
    {"mmgrab", MM, NEED_NOTHING, 0, VOID, op_mmgrab},
    {"mmdrop", MM, NEED_NOTHING, 0, VOID, op_mmdrop},
    {"mmap_lock", MM | P(MODE), NEED_NOTHING, 0, VOID, op_mmap_lock},
    {"mmap_trylock", MM | P(MODE), NEED_NOTHING, 0, NO, op_mmap_trylock},
    {"mmap_downgrade", MM, NEED_NOTHING, 0, VOID, op_mmap_downgrade},
    {"mmap_unlock", MM, NEED_NOTHING, 0, VOID, op_mmap_unlock},
    {"lock", P(LOCK), NEED_NOTHING, 0, VOID, op_lock},
    {"unlock", P(LOCK), NEED_NOTHING, 0, VOID, op_unlock},

    {"invalidate", SPAN, NEED_NOTHING, OP_MAY_BE_EMPTY, VOID, op_invalidate},
    {"invalidate_range_start", SPAN | P(RANGE) | P(VIA) | P(SAYS), NEED_NOTHING, OP_OPENS | OP_MAY_BE_EMPTY, VOID, op_start},
    {"invalidate_range_start_nonblock", SPAN | P(RANGE) | P(VIA) | P(SAYS), NEED_FLAGS, OP_OPENS, VOID, op_start_nonblock},
    {"invalidate_range_end", P(RANGE), NEED_NOTHING, OP_CLOSES, VOID, op_end},

    {"mmap", SPAN | P(VMA), NEED_NOTHING, OP_SLEEPS | OP_ANY_RANGE, BAD, op_mmap},
    {"munmap", SPAN, NEED_NOTHING, OP_SLEEPS | OP_ANY_RANGE, BAD, op_munmap},
    {"madvise_dontneed", SPAN, NEED_NOTHING, OP_SLEEPS | OP_ANY_RANGE, BAD, op_madvise_dontneed},
    {"mprotect_read", SPAN, NEED_NOTHING, OP_SLEEPS | OP_ANY_RANGE, BAD, op_mprotect_read},
    {"write_fault", PLACE, NEED_NOTHING, OP_SLEEPS, BAD, op_write_fault},
    {"fork", MM | P(CHILD), NEED_NOTHING, OP_SLEEPS, BAD, op_fork},
    {"truncate", SPAN, NEED_NOTHING, OP_SLEEPS | OP_ANY_RANGE, BAD, op_truncate},
    {"oom_reap", MM, NEED_FLAGS, OP_SLEEPS, NO, op_oom_reap},
    {"process_mrelease", MM, NEED_FLAGS, OP_SLEEPS, BAD, op_process_mrelease},
    {"store", PLACE | P(CONTENT), NEED_NOTHING, OP_SLEEPS, BAD, op_store},
    {"reclaim_page", PLACE, NEED_NOTHING, OP_SLEEPS, BAD, op_reclaim_page},
    {"set_access_flags", PLACE | P(WRITE), NEED_NOTHING, OP_SLEEPS, BAD, op_set_access_flags},
    {"upgrade_fault", PLACE, NEED_UPGRADE_SECTION, OP_SLEEPS, BAD, op_upgrade_fault},
    {"secondary_map", SUB | PLACE, NEED_NOTHING, OP_LIST | OP_INTERVAL, BAD, op_secondary_map},
    {"secondary_look", SUB | PLACE, NEED_NOTHING, OP_LIST | OP_INTERVAL, BAD, op_secondary_look},

    {"walker_create", MM | P(MIRROR), NEED_TLB, OP_SLEEPS, BAD, op_walker_create},
    {"walker_destroy", P(MIRROR), NEED_TLB, OP_SLEEPS, VOID, op_walker_destroy},
    {"walker_read", DEVICE_AT, NEED_TLB, 0, BAD, op_walker_read},
    {"walker_write", DEVICE_AT | P(CONTENT), NEED_TLB, 0, BAD, op_walker_write},

    {"sva_device", P(MIRROR) | P(DOMAIN) | IOMMU_TRAITS, NEED_SVA, 0, BAD, op_sva_device},
    {"sva_bind", P(MIRROR) | MM, NEED_SVA, OP_SLEEPS, BAD, op_sva_bind},
    {"sva_unbind", P(MIRROR), NEED_SVA, OP_SLEEPS, VOID, op_sva_unbind},
    {"sva_unload", 0, NEED_SVA, OP_SLEEPS, VOID, op_sva_unload},
    {"device_access", DEVICE_AT | P(WRITE), NEED_SVA, OP_SLEEPS, BAD, op_device_access},

    {"mirror_create", SPAN | P(MIRROR), NEED_INTERVAL, OP_SLEEPS, BAD, op_mirror_create},
    {"mirror_destroy", P(MIRROR), NEED_INTERVAL, OP_SLEEPS, VOID, op_mirror_destroy},
    {"mirror_fault", DEVICE_AT | P(WRITE), NEED_INTERVAL, OP_SLEEPS, BAD, op_mirror_fault},
    {"mirror_walk", DEVICE_AT | P(WRITE) | P(TOKEN), NEED_INTERVAL, OP_SLEEPS, BAD, op_mirror_walk},
    {"mirror_commit", P(MIRROR) | P(TOKEN), NEED_INTERVAL, OP_SLEEPS, BAD, op_mirror_commit},

    {"shadow_create", MM | P(MIRROR) | SHADOW_FLAGS, NEED_NOTHING, OP_SLEEPS, BAD, op_shadow_create},
    {"shadow_destroy", P(MIRROR), NEED_NOTHING, OP_SLEEPS, VOID, op_shadow_destroy},
    {"shadow_fault", DEVICE_AT | P(WRITE), NEED_NOTHING, OP_SLEEPS, BAD, op_shadow_fault},
    {"shadow_walk", DEVICE_AT | P(WRITE) | P(TOKEN), NEED_NOTHING, OP_SLEEPS, BAD, op_shadow_walk},
    {"shadow_commit", P(MIRROR) | P(TOKEN), NEED_NOTHING, OP_SLEEPS, BAD, op_shadow_commit},

    {"odp_context", MM | P(CONTEXT) | P(PLAIN), NEED_NOTHING, 0, BAD, op_odp_context},
    {"odp_get", NEWCOMER | P(START) | P(LENGTH) | P(READONLY), NEED_NOTHING, OP_SLEEPS, BAD, op_odp_get},
    {"odp_get_implicit", NEWCOMER, NEED_INTERVAL, OP_SLEEPS, BAD, op_odp_get_implicit},
    {"odp_get_child", NEWCOMER | P(PARENT) | P(START) | P(LENGTH), NEED_INTERVAL, OP_SLEEPS, BAD, op_odp_get_child},
    {"odp_release", P(UMEM), NEED_NOTHING, OP_SLEEPS, VOID, op_odp_release},
    {"odp_fault", UMEM_AT, NEED_NOTHING, OP_SLEEPS, BAD, op_odp_fault},
    {"odp_walk", UMEM_AT | P(TOKEN), NEED_NOTHING, OP_SLEEPS, BAD, op_odp_walk},
    {"odp_commit", P(UMEM) | P(TOKEN), NEED_NOTHING, OP_SLEEPS, BAD, op_odp_commit},
    {"odp_map_pages", P(UMEM) | P(START) | P(LENGTH) | P(ACCESS), NEED_NOTHING, OP_SLEEPS, BAD, op_odp_map_pages},
    {"odp_sample", P(UMEM) | P(TOKEN), NEED_NOTHING, 0, VOID, op_odp_sample},
    {"odp_retry", P(UMEM) | P(TOKEN), NEED_NOTHING, OP_SLEEPS | OP_NEEDS_TOKEN, NO, op_odp_retry},
    {"odp_wait", P(UMEM), NEED_NOTHING, OP_SLEEPS, BAD, op_odp_wait},

    {"clear_flush_young", SPAN, NEED_NOTHING, 0, NO, op_clear_flush_young},
    {"clear_young", SPAN, NEED_NOTHING, 0, NO, op_clear_young},
    {"test_young", SPAN, NEED_NOTHING, 0, NO, op_test_young},

    {"inject", P(FAULT), NEED_NOTHING, 0, VOID, op_inject},
    {"preset_users", SUB | P(NUMBER), NEED_GETPUT, OP_LIST, VOID, op_preset_users},
    {"preset_seq", MM | P(NUMBER), NEED_INTERVAL, 0, VOID, op_preset_seq},

    {"range_is_valid", SPAN, NEED_RANGES, OP_MAY_BE_EMPTY, NO, op_range_is_valid},
    {"range_wait_valid", SPAN, NEED_RANGES, OP_SLEEPS | OP_MAY_BE_EMPTY, VOID, op_range_wait_valid},

    {"register", MM | SUB, NEED_NOTHING, OP_SLEEPS | OP_LIST, BAD, op_register},
    {"register_locked", MM | SUB, NEED_NOTHING, OP_SLEEPS | OP_LIST, BAD, op_register_locked},
    {"register_null", MM, NEED_INTERVAL, OP_SLEEPS, BAD, op_register_null},
    {"unregister", SUB, NEED_NOTHING, OP_SLEEPS | OP_LIST, VOID, op_unregister},
    {"get", MM | P(TABLE), NEED_GETPUT, OP_SLEEPS, BAD, op_get},
    {"get_locked", MM | P(TABLE), NEED_GETPUT, OP_SLEEPS, BAD, op_get_locked},
    {"put", SUB, NEED_GETPUT, OP_LIST, VOID, op_put},
    {"synchronize", 0, NEED_GETPUT, OP_SLEEPS, VOID, op_synchronize},

    {"interval_insert", AREA, NEED_INTERVAL, OP_INTERVAL, BAD, op_interval_insert},
    {"interval_insert_locked", AREA, NEED_INTERVAL, OP_INTERVAL, BAD, op_interval_insert_locked},
    {"interval_insert_safe", AREA, NEED_INTERVAL_PROP, OP_INTERVAL, BAD, op_interval_insert_safe},
    {"interval_remove", SUB, NEED_INTERVAL, OP_INTERVAL, VOID, op_interval_remove},
    {"interval_update", SUB | P(START) | P(LENGTH), NEED_INTERVAL_PROP, OP_INTERVAL, BAD, op_interval_update},
    {"read_begin", READER, NEED_INTERVAL, OP_INTERVAL, VOID, op_read_begin},
    {"read_retry", READER, NEED_INTERVAL, OP_INTERVAL | OP_NEEDS_TOKEN, NO, op_read_retry},
    {"check_retry", READER, NEED_INTERVAL, OP_INTERVAL | OP_NEEDS_TOKEN, NO, op_read_retry},
};

static bool offered(const struct op *op, const struct policy *policy)
{
    switch (op->need) {
    case NEED_FLAGS:
        return !policy->no_flags;
    case NEED_RANGES:
        return policy->tracks_ranges;
    case NEED_GETPUT:
        return policy->getput;
    case NEED_INTERVAL:
        return policy->interval;
    case NEED_INTERVAL_PROP:
        return policy->interval_prop;
    case NEED_TLB:
        return policy->secondary_tlb != TLB_NONE;
    case NEED_UPGRADE_SECTION:
        return policy->upgrade == UPGRADE_SECTION;
    case NEED_SVA:
        return policy->sva != SVA_NONE;
    default:
        return true;
    }
}

const struct op *op_find(const char *name, const struct policy *policy)
{
    size_t i;

    for (i = 0; i < sizeof(ops) / sizeof(ops[0]); i++)
        if (strcmp(ops[i].name, name) == 0)
            return offered(&ops[i], policy) ? &ops[i] : NULL;
    return NULL;
}
