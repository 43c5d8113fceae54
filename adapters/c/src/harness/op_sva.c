/* SPDX-License-Identifier: MIT */
/* Operations on devices behind the world's one IOMMU, which use the page tables of processes. */
#include <errno.h>
#include <string.h>

#include "core/register.h"
#include "harness/op.h"
#include "harness/sva.h"
#include "memory/fault.h"
#include "sync/raw.h"

/* A device has the entries that it keeps under a name of its own; it is no subscriber of anything. */
static struct value no_callback(const struct callback_call *call)
{
    return callback_default(call->callback);
}

static struct sva_device *find(const char *name)
{
    struct subscriber *subscriber = registry_find(&the_world->subscribers, name);

    return subscriber && subscriber->device == no_callback ? subscriber->device_data : NULL;
}

static struct iommu_domain *find_domain(const char *name)
{
    struct iommu_domain *domain = the_world->sva.iommu.domains;

    while (domain && strcmp(domain->name, name) != 0)
        domain = domain->next;
    return domain;
}

/* The first device of a domain says what its IOMMU can do. */
static struct iommu_domain *make_domain(const struct operands *on)
{
    struct iommu *iommu = &the_world->sva.iommu;
    struct iommu_domain *domain = arena_alloc(&the_world->arena, sizeof(*domain));

    *domain = (struct iommu_domain){.iommu = iommu, .kind = on->iommu, .ranges = on->ranges, .marks = on->marks};
    domain->name = arena_copy(&the_world->arena, on->domain);
    /* The CPUs flush by their own ASID. */
    domain->btm = on->btm && the_world->domain.policy->sva == SVA_SHARED;
    raw_lock(&iommu->raw);
    domain->next = iommu->domains;
    iommu->domains = domain;
    raw_unlock(&iommu->raw);
    return domain;
}

static void link_device(struct iommu_domain *domain, struct iommu_device *device)
{
    struct iommu_device **link = &domain->devices;

    raw_lock(&domain->iommu->raw);
    while (*link)
        link = &(*link)->next;
    *link = device;
    raw_unlock(&domain->iommu->raw);
}

struct value op_sva_device(const struct operands *on)
{
    struct iommu_domain *domain = find_domain(on->domain);
    struct sva_device *device = arena_alloc(&the_world->arena, sizeof(*device));
    struct subscriber *subscriber;

    if (registry_find(&the_world->subscribers, on->mirror))
        return value_code(-EINVAL);
    subscriber = subscriber_define_list(on->mirror, 0, NULL);
    subscriber->device = no_callback;
    subscriber->device_data = device;
    device->context.owner = subscriber->name;
    device->hardware = (struct iommu_device){.name = subscriber->name, .recovery = on->recovery};
    device->hardware.domain = domain ? domain : make_domain(on);
    if (on->ats || on->recovery == RECOVERY_PRI)
        device->hardware.kept = &subscriber->secondary;
    link_device(device->hardware.domain, &device->hardware);
    return value_code(0);
}

struct value op_sva_bind(const struct operands *on)
{
    struct sva_device *device = find(on->mirror);

    return value_code(device ? sva_bind(device, on->mm) : -EINVAL);
}

struct value op_sva_unbind(const struct operands *on)
{
    struct sva_device *device = find(on->mirror);

    if (device)
        sva_unbind(device);
    return value_null();
}

struct value op_sva_unload(const struct operands *on)
{
    (void)on;
    mmu_notifier_synchronize(&the_world->domain);
    return value_null();
}

/* The bond that the device is bound by; not NULL if it is bound, as the hardware sees it. */
static struct sva_bond *bond_of(struct sva_device *device)
{
    struct iommu_space *space;

    raw_lock(&the_world->sva.iommu.raw);
    space = device->hardware.space;
    raw_unlock(&the_world->sva.iommu.raw);
    return space ? (struct sva_bond *)((char *)space - offsetof(struct sva_bond, space)) : NULL;
}

/* The CPU's page fault at the address, and in one of the alternatives what is kept of the page is dropped. */
static const char *resolve(struct sva_bond *bond, uint64_t address, bool write)
{
    struct mm *mm = bond->space.mm;
    uint64_t page = address & ~(PAGE_BYTES - 1);
    int result;

    if (!mmget_not_zero(mm))
        return "fault";
    section_lock(mm, MM_MMAP_LOCK, true);
    result = fault_handle(mm, address, write);
    section_unlock(mm, MM_MMAP_LOCK);
    if (result == 0 && the_world->domain.policy->upgrade == UPGRADE_SECTION)
        sva_drop(bond, page, page + PAGE_BYTES);
    mmput(mm);
    return result ? "fault" : "retry";
}

struct value op_device_access(const struct operands *on)
{
    struct sva_device *device = find(on->mirror);
    struct sva_bond *bond = device ? bond_of(device) : NULL;
    enum iommu_access met = bond ? iommu_access(&device->hardware, on->address, on->write) : IOMMU_UNBOUND;

    switch (met) {
    case IOMMU_DONE:
        return value_name("done");
    case IOMMU_QUIET:
        return value_name("fault");
    case IOMMU_FAULT:
        if (device->hardware.recovery == RECOVERY_NONE)
            return value_name("fault");
        return value_name(resolve(bond, on->address, on->write));
    default:
        return value_code(-EINVAL);
    }
}
