/* SPDX-License-Identifier: MIT */
/* What the driver of an IOMMU does when an address space changes, or ends. */
#include "harness/sva.h"
#include "harness/world.h"

/* Without commands for ranges, so many for pages are as dear as dropping everything (CMDQ_MAX_TLBI_OPS). */
#define MOST_COMMANDS 512

#ifdef FAULT_RELEASE_VALID
#define AFTER_RELEASE CONTEXT_VALID /* planted: walks go on when everything is dropped */
#else
#define AFTER_RELEASE CONTEXT_QUIET
#endif

static bool is_everything(uint64_t start, uint64_t end)
{
    return start == 0 && end == UINT64_MAX;
}

static uint64_t pages_of(uint64_t start, uint64_t end)
{
    return (end - start + (PAGE_BYTES - 1)) / PAGE_BYTES;
}

/* How many commands the hardware takes for the range; 0: one that drops everything. */
static uint64_t commands_for(const struct iommu_domain *domain, uint64_t start, uint64_t end)
{
    uint64_t pages = pages_of(start, end);

    if (is_everything(start, end))
        return 0;
    switch (domain->kind) {
    case IOMMU_SMMUV3:
        if (domain->ranges)
            return pages > 0;
        return pages < MOST_COMMANDS ? pages : 0;
    case IOMMU_OCXL:
        return pages;
    default:
        return 1;
    }
}

static void drop_from_devices(struct iommu_space *space, uint64_t start, uint64_t end, uint64_t count)
{
    if (count > 0)
        iommu_atc_range(space, start, end, count);
    else
        iommu_atc_all(space);
}

/* An IOMMU that snoops has dropped its part already. First the TLB: who asks again must not find it there. */
static void drop(struct sva_bond *bond, uint64_t start, uint64_t end, bool snooped)
{
    struct iommu_space *space = &bond->space;
    uint64_t count = commands_for(space->domain, start, end);

#ifdef FAULT_ATC_FIRST
    drop_from_devices(space, start, end, count); /* planted: who asks again gets what is about to go */
#endif
    if (!snooped && count > 0)
        iommu_tlb_range(space, start, end, count);
    else if (!snooped)
        iommu_tlb_all(space);
#ifndef FAULT_ATC_FIRST
    drop_from_devices(space, start, end, count);
#endif
}

void sva_drop(struct sva_bond *bond, uint64_t start, uint64_t end)
{
    drop(bond, start, end, false);
}

void sva_drop_all(struct sva_bond *bond)
{
    iommu_tlb_all(&bond->space);
    iommu_atc_all(&bond->space);
}

/* The context of every device that is bound, where devices have one. */
static void quiet_devices(struct sva_bond *bond)
{
    struct iommu_device *device;

    for (device = bond->space.domain->devices; device; device = device->next)
        if (device->space == &bond->space)
            iommu_write_context(&the_world->sva.iommu, device->context, AFTER_RELEASE);
}

/* No walk may begin any more; what is kept goes before the pages do. */
static void release(struct sva_bond *bond)
{
    bool shares = the_world->domain.policy->sva == SVA_SHARED;

    klock_lock(&the_world->sva.lock);
    if (!shares)
        quiet_devices(bond);
    else if (!bond->cleared)
        iommu_write_context(&the_world->sva.iommu, &bond->space.context, AFTER_RELEASE);
    if (!shares || !bond->cleared)
        sva_drop_all(bond);
    bond->cleared = true;
    klock_unlock(&the_world->sva.lock);
}

struct value sva_callback(const struct callback_call *call)
{
    struct sva_bond *bond = call->subscriber->device_data;

    if (call->callback == CALLBACK_RELEASE)
        release(bond);
    else if (call->callback == CALLBACK_FREE_NOTIFIER)
        sva_descriptor_put(bond->descriptor);
    else if (call->range)
        drop(bond, call->range->start, call->range->end, bond->space.domain->btm);
    return callback_default(call->callback);
}
