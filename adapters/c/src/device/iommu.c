/* SPDX-License-Identifier: MIT */
#include "device/iommu.h"

#include "memory/memory.h"
#include "sync/raw.h"

/* What a place where translations are kept says. */
enum verdict { UNKNOWN, PERMITTED, REFUSED };

/*
 * Whether a kept refusal is believed. Whoever walks again finds out; a device whose faults VT-d
 * cannot recover has nobody to walk for it.
 */
static bool believes_refusals(const struct iommu_device *device)
{
    switch (device->domain->kind) {
    case IOMMU_VTD:
        return device->recovery == RECOVERY_NONE;
    case IOMMU_OCXL:
        return false;
    default:
        return true;
    }
}

static enum verdict judge(const struct iommu_device *device, const struct secondary_entry *entry, bool write)
{
    if (!write || (entry->write && !entry->clean))
        return PERMITTED;
    return !entry->write && believes_refusals(device) ? REFUSED : UNKNOWN;
}

static void keep_in_device(struct iommu_device *device, const struct secondary_entry *entry)
{
    if (device->kept)
        secondary_keep(device->kept, entry);
}

/* What the device has kept of another address space does not serve this one. */
static void forget_other_space(struct iommu_device *device)
{
    if (device->kept && device->kept_of != device->space)
        secondary_remove(device->kept, 0, UINT64_MAX, NULL, NULL);
    device->kept_of = device->space;
}

/* First what the device keeps, then the TLB of the IOMMU. */
static enum verdict look_up_kept(struct iommu_device *device, uint64_t address, bool write, struct page **page)
{
    struct secondary_entry entry;
    enum verdict verdict = UNKNOWN;

    forget_other_space(device);
    if (device->kept && secondary_find(device->kept, address, &entry))
        verdict = judge(device, &entry, write);
    if (verdict == UNKNOWN && secondary_find(device->space->entries, address, &entry)) {
        verdict = judge(device, &entry, write);
        if (verdict != UNKNOWN)
            keep_in_device(device, &entry);
    }
    if (verdict == PERMITTED)
        *page = entry.page;
    return verdict;
}

/* What a walk makes of the entry: block entries are kept whole, those of contiguous sets one by one. */
static struct secondary_entry translation(const struct iommu_domain *domain, const struct pte *pte, uint64_t address)
{
    bool dirty = pte->dirty & pte_mark(pte, address);
    struct secondary_entry entry = {.address = pte->address, .size = pte->size, .page = pte->page};

    if (pte_is_set(pte)) {
        entry.address = address & ~(PAGE_BYTES - 1);
        entry.size = PAGE_BYTES;
    }
    entry.write = pte->write && (domain->marks || dirty);
    entry.clean = !dirty;
    return entry;
}

/* Marks the entry as used, and as written to. False if it is old, and the hardware sets no marks. */
static bool mark(const struct iommu_domain *domain, struct pte *pte, uint64_t address, bool write)
{
    uint16_t bit = pte_mark(pte, address);

    if (!domain->marks)
        return pte->young & bit;
    pte->young |= bit;
    if (write && pte->write)
        pte->dirty |= bit;
    return true;
}

/* The page table, and what it says is kept in both places. With the page-table lock: one step. */
static enum verdict walk(struct iommu_device *device, uint64_t address, bool write, struct page **page)
{
    struct pte *pte = pte_find(device->space->mm, address);
    struct secondary_entry entry;

    if (!pte || !mark(device->domain, pte, address, write))
        return REFUSED;
    entry = translation(device->domain, pte, address);
    secondary_keep(device->space->entries, &entry);
    keep_in_device(device, &entry);
    if (write && !entry.write)
        return REFUSED;
    *page = entry.page;
    return PERMITTED;
}

/*
 * One access, told before the next one or a command can begin. UNKNOWN in *verdict: it takes a walk, for which
 * the caller does not have the lock.
 */
static enum iommu_access translate(struct iommu_device *device, uint64_t address, bool write, bool may_walk,
                                   enum verdict *verdict)
{
    struct page *page = NULL;

    if (!device->space)
        return IOMMU_UNBOUND;
    if (device->context->state != CONTEXT_VALID)
        return IOMMU_QUIET;
    *verdict = look_up_kept(device, address, write, &page);
    if (*verdict == UNKNOWN && may_walk)
        *verdict = walk(device, address, write, &page);
    if (*verdict != UNKNOWN)
        report_device_access(device, address, write, page);
    return *verdict == PERMITTED ? IOMMU_DONE : IOMMU_FAULT;
}

static struct mm *mm_of(struct iommu_device *device)
{
    struct iommu *iommu = device->domain->iommu;
    struct mm *mm;

    raw_lock(&iommu->raw);
    mm = device->space ? device->space->mm : NULL;
    raw_unlock(&iommu->raw);
    return mm;
}

/* By a walk if it takes one; false in *same if the device is bound to another address space meanwhile. */
static enum iommu_access translate_by_walk(struct iommu_device *device, struct mm *mm, uint64_t address, bool write,
                                           bool *same)
{
    struct iommu *iommu = device->domain->iommu;
    enum verdict verdict = UNKNOWN;
    enum iommu_access met;

    page_table_lock(mm);
    raw_lock(&iommu->raw);
    *same = !device->space || device->space->mm == mm;
    met = *same ? translate(device, address, write, true, &verdict) : IOMMU_UNBOUND;
    raw_unlock(&iommu->raw);
    page_table_unlock(mm);
    return met;
}

enum iommu_access iommu_access(struct iommu_device *device, uint64_t address, bool write)
{
    struct iommu *iommu = device->domain->iommu;
    enum verdict verdict = PERMITTED;
    enum iommu_access met;
    bool same = true;

    do {
        struct mm *mm = mm_of(device);

        if (!mm)
            return IOMMU_UNBOUND;
        raw_lock(&iommu->raw); /* hardware takes no lock: what is kept is used beside whoever changes the tables */
        met = translate(device, address, write, false, &verdict);
        raw_unlock(&iommu->raw);
        if (met == IOMMU_FAULT && verdict == UNKNOWN)
            met = translate_by_walk(device, mm, address, write, &same);
    } while (!same);
    return met;
}

void iommu_attach(struct iommu_device *device, struct iommu_space *space, struct iommu_context *context)
{
    struct iommu *iommu = device->domain->iommu;

    raw_lock(&iommu->raw);
    device->space = space;
    device->context = context;
    raw_unlock(&iommu->raw);
}

void iommu_snoop(struct iommu *iommu, const struct mm *mm, uint64_t start, uint64_t end)
{
    const struct iommu_domain *domain;
    const struct iommu_space *space;

    raw_lock(&iommu->raw);
    for (domain = iommu->domains; domain; domain = domain->next)
        for (space = domain->spaces; domain->btm && space; space = space->next)
            if (space->mm == mm)
                secondary_remove(space->entries, start, end, NULL, NULL);
    raw_unlock(&iommu->raw);
}
