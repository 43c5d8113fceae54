/* SPDX-License-Identifier: MIT */
/* The commands of an IOMMU. Each is done when it returns, and then told. */
#include "device/iommu.h"
#include "sync/race.h"
#include "sync/raw.h"

void iommu_write_context(struct iommu *iommu, struct iommu_context *context, enum context_state state)
{
    raw_lock(&iommu->raw);
    context->state = state;
    report_context(context->owner, state);
    raw_unlock(&iommu->raw);
}

void iommu_tlb_range(struct iommu_space *space, uint64_t start, uint64_t end, uint64_t count)
{
    struct iommu *iommu = space->domain->iommu;

    raw_lock(&iommu->raw);
    secondary_remove(space->entries, start, end, NULL, NULL);
    report_command_range(space->domain->name, "tlb_range", start, end, count);
    raw_unlock(&iommu->raw);
    race_window();
}

void iommu_tlb_all(struct iommu_space *space)
{
    struct iommu *iommu = space->domain->iommu;

    raw_lock(&iommu->raw);
    secondary_remove(space->entries, 0, UINT64_MAX, NULL, NULL);
    report_command_all(space->domain->name, "tlb_all");
    raw_unlock(&iommu->raw);
    race_window();
}

/* What the device keeps of the space, if that is whose translations it keeps. */
static void drop_kept(struct iommu_device *device, const struct iommu_space *space, uint64_t start, uint64_t end)
{
    if (device->kept_of == space)
        secondary_remove(device->kept, start, end, NULL, NULL);
}

void iommu_atc_range(struct iommu_space *space, uint64_t start, uint64_t end, uint64_t count)
{
    struct iommu *iommu = space->domain->iommu;
    struct iommu_device *device;

    raw_lock(&iommu->raw);
    for (device = space->domain->devices; device; device = device->next) {
        if (!device->kept)
            continue;
        drop_kept(device, space, start, end);
        report_command_range(device->kept->owner, "atc_range", start, end, count);
    }
    raw_unlock(&iommu->raw);
    race_window();
}

void iommu_atc_all(struct iommu_space *space)
{
    struct iommu *iommu = space->domain->iommu;
    struct iommu_device *device;

    raw_lock(&iommu->raw);
    for (device = space->domain->devices; device; device = device->next) {
        if (!device->kept)
            continue;
        drop_kept(device, space, 0, UINT64_MAX);
        report_command_all(device->kept->owner, "atc_all");
    }
    raw_unlock(&iommu->raw);
}

void iommu_device_atc_all(struct iommu_device *device)
{
    struct iommu *iommu = device->domain->iommu;

    if (!device->kept)
        return;
    raw_lock(&iommu->raw);
    secondary_remove(device->kept, 0, UINT64_MAX, NULL, NULL);
    report_command_all(device->kept->owner, "atc_all");
    raw_unlock(&iommu->raw);
}
