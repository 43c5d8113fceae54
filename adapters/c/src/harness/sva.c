/* SPDX-License-Identifier: MIT */
/* Binding devices to address spaces. */
#include "harness/sva.h"

#include <errno.h>

#include "core/inject.h"
#include "core/register.h"
#include "harness/world.h"
#include "sync/raw.h"

static bool shares(void)
{
    return the_world->domain.policy->sva == SVA_SHARED;
}

void sva_init(struct sva *sva)
{
    *sva = (struct sva){.bonds = NULL};
    pthread_mutex_init(&sva->iommu.raw, NULL);
    klock_init(&sva->lock, (struct wait_reason){WAIT_OTHER, "sva_lock"});
}

/* One that is in use for the address space, with one more reference; NULL if there is none. */
static struct sva_descriptor *find_descriptor(struct mm *mm)
{
    struct sva_descriptor *descriptor;

    raw_lock(&the_world->sva.iommu.raw);
    descriptor = the_world->sva.descriptors;
    while (descriptor && (descriptor->mm != mm || descriptor->refs == 0))
        descriptor = descriptor->next;
    if (descriptor)
        descriptor->refs++;
    raw_unlock(&the_world->sva.iommu.raw);
    return descriptor;
}

static int descriptor_get(struct mm *mm, struct sva_descriptor **found)
{
    *found = shares() ? find_descriptor(mm) : NULL;
    if (*found)
        return 0;
    if (injected(mm->domain, INJECT_ASID_ESRCH))
        return -ESRCH;
    *found = arena_alloc(mm->domain->arena, sizeof(**found));
    **found = (struct sva_descriptor){.mm = mm, .refs = 1};
    mmgrab(mm);
    raw_lock(&the_world->sva.iommu.raw);
    (*found)->next = the_world->sva.descriptors;
    the_world->sva.descriptors = *found;
    raw_unlock(&the_world->sva.iommu.raw);
    return 0;
}

void sva_descriptor_put(struct sva_descriptor *descriptor)
{
    bool last;

    raw_lock(&the_world->sva.iommu.raw);
    last = --descriptor->refs == 0;
    raw_unlock(&the_world->sva.iommu.raw);
    if (last)
        mmdrop(descriptor->mm);
}

/* The subscriber of a new bond, under the name of the domain. */
static struct subscriber *make_subscriber(struct sva_bond *bond, struct iommu_domain *domain)
{
    bool by_flush = the_world->domain.policy->secondary_tlb == TLB_CPU_FLUSH;
    unsigned callbacks = 1u << CALLBACK_FREE_NOTIFIER;
    struct subscriber *older = registry_find(&the_world->subscribers, domain->name);
    struct subscriber *subscriber;

    callbacks |= 1u << (by_flush ? CALLBACK_ARCH_INVALIDATE_SECONDARY_TLBS : CALLBACK_INVALIDATE_RANGE);
    if (domain->kind != IOMMU_OCXL)
        callbacks |= 1u << CALLBACK_RELEASE;
    subscriber = subscriber_define_list(domain->name, callbacks, NULL);
    subscriber->also = older;
    subscriber->device = sva_callback;
    subscriber->device_data = bond;
    return subscriber;
}

static void link_space(struct sva_bond *bond, struct iommu_domain *domain)
{
    raw_lock(&domain->iommu->raw);
    bond->space.next = domain->spaces;
    domain->spaces = &bond->space;
    raw_unlock(&domain->iommu->raw);
}

static void unlink_space(struct sva_bond *bond)
{
    struct iommu_domain *domain = bond->space.domain;
    struct iommu_space **link = &domain->spaces;

    raw_lock(&domain->iommu->raw);
    while (*link != &bond->space)
        link = &(*link)->next;
    *link = bond->space.next;
    raw_unlock(&domain->iommu->raw);
}

static struct sva_bond *make_bond(struct iommu_domain *domain, struct mm *mm)
{
    struct sva_bond *bond = arena_alloc(mm->domain->arena, sizeof(*bond));

    bond->space = (struct iommu_space){.mm = mm, .domain = domain, .context = {.owner = domain->name}};
    bond->subscriber = make_subscriber(bond, domain);
    bond->space.entries = &bond->subscriber->secondary;
    return bond;
}

/* With the descriptor's reference, which goes if it fails; after the registration with the subscriber. */
static int register_bond(struct sva_bond *bond, struct mm *mm)
{
    int result;

    if (injected(mm->domain, INJECT_ALLOC_ENOMEM))
        result = -ENOMEM;
    else
        result = mmu_notifier_register(subscriber_list_object(bond->subscriber), mm);
    if (result)
        sva_descriptor_put(bond->descriptor);
    return result;
}

static void put_subscriber(struct sva_bond *bond)
{
    struct list_object *object = atomic_load(&bond->subscriber->list);

    mmu_notifier_put(&object->core);
}

/* A context becomes valid: the last thing that can fail. */
static int write_valid(struct iommu_context *context)
{
    if (injected(&the_world->domain, INJECT_CONTEXT_ENOMEM))
        return -ENOMEM;
    iommu_write_context(&the_world->sva.iommu, context, CONTEXT_VALID);
    return 0;
}

/* A new bond, registered and only then to be found; where domains have a context, with that. */
static int open_bond(struct iommu_domain *domain, struct mm *mm, struct sva_bond **opened)
{
    struct sva_bond *bond = make_bond(domain, mm);
    int result = descriptor_get(mm, &bond->descriptor);

    if (result == 0)
        result = register_bond(bond, mm);
    if (result)
        return result;
    result = shares() ? write_valid(&bond->space.context) : 0;
    if (result) {
        put_subscriber(bond);
        return result;
    }
    link_space(bond, domain);
    bond->next = the_world->sva.bonds;
    the_world->sva.bonds = bond;
    *opened = bond;
    return 0;
}

static struct sva_bond *find_bond(const struct iommu_domain *domain, const struct mm *mm)
{
    struct sva_bond *bond = the_world->sva.bonds;

    while (bond && (bond->space.domain != domain || bond->space.mm != mm))
        bond = bond->next;
    return bond;
}

/* The last device is gone: the context goes, then everything that was kept, then the subscriber. */
static void close_bond(struct sva_bond *bond)
{
    struct sva_bond **link = &the_world->sva.bonds;

    while (*link != bond)
        link = &(*link)->next;
    *link = bond->next;
    if (shares())
        iommu_write_context(&the_world->sva.iommu, &bond->space.context, CONTEXT_NONE);
    if (!shares() || !bond->cleared)
        sva_drop_all(bond);
    bond->cleared = true;
    unlink_space(bond);
    put_subscriber(bond);
}

static int attach(struct sva_device *device, struct sva_bond *bond)
{
    int result = shares() ? 0 : write_valid(&device->context);

    if (result == 0) {
        iommu_attach(&device->hardware, &bond->space, shares() ? &bond->space.context : &device->context);
        device->bond = bond;
    }
    return result;
}

/* With the lock, and a user of the address space: it cannot end meanwhile. */
static int bind(struct sva_device *device, struct mm *mm)
{
    struct iommu_domain *domain = device->hardware.domain;
    struct sva_bond *bond = find_bond(domain, mm);
    int result = 0;

    if (device->bond && device->bond != bond)
        return -EBUSY;
    if (!bond)
        result = open_bond(domain, mm, &bond);
    if (result == 0 && !device->bond)
        result = attach(device, bond);
    if (result == 0) {
        device->bindings++;
        bond->bindings++;
    } else if (bond && bond->bindings == 0) {
        close_bond(bond);
    }
    return result;
}

int sva_bind(struct sva_device *device, struct mm *mm)
{
    int result;

    if (!mmget_not_zero(mm))
        return -EINVAL;
    klock_lock(&the_world->sva.lock);
    result = bind(device, mm);
    klock_unlock(&the_world->sva.lock);
    mmput(mm);
    return result;
}

static void detach(struct sva_device *device)
{
    if (!shares()) {
        iommu_write_context(&the_world->sva.iommu, &device->context, CONTEXT_NONE);
        iommu_device_atc_all(&device->hardware);
    }
    iommu_attach(&device->hardware, NULL, NULL);
    device->bond = NULL;
}

void sva_unbind(struct sva_device *device)
{
    struct sva_bond *bond;

    klock_lock(&the_world->sva.lock);
    bond = device->bond;
    if (bond) {
        if (--device->bindings == 0)
            detach(device);
        if (--bond->bindings == 0)
            close_bond(bond);
    }
    klock_unlock(&the_world->sva.lock);
}
