/* SPDX-License-Identifier: MIT */
#include "device/umem.h"

#include <errno.h>

#include "memory/page.h"
#include "memory/report.h"

struct dma_slot {
    uint64_t address;
    struct page *page; /* NULL: empty */
    bool write;
    struct dma_slot *next;
};

void umem_init(struct umem *umem, struct secondary *entries, struct arena *arena)
{
    *umem = (struct umem){.entries = entries, .arena = arena};
    klock_init(&umem->mutex, (struct wait_reason){WAIT_OTHER, "umem_mutex"});
    waitq_init(&umem->ended, (struct wait_reason){WAIT_INTERVAL, NULL});
}

static struct dma_slot *slot_at(struct umem *umem, uint64_t address)
{
    struct dma_slot **link = &umem->slots;

    while (*link && (*link)->address != address)
        link = &(*link)->next;
    if (!*link) {
        *link = arena_alloc(umem->arena, sizeof(**link));
        (*link)->address = address;
    }
    return *link;
}

enum umem_stored umem_map(struct umem *umem, uint64_t address, struct page *page, bool write)
{
    struct dma_slot *slot = slot_at(umem, address & ~(PAGE_BYTES - 1));
    enum umem_stored stored = slot->page ? UMEM_HAD_IT : UMEM_STORED;

    if (slot->page && slot->page != page)
        return UMEM_HAS_ANOTHER;
    slot->write |= write;
    slot->page = page;
    if (stored == UMEM_STORED)
        report_dma("dma_map", umem->entries->owner, slot->address, page);
    secondary_set(umem->entries, slot->address, PAGE_BYTES, page, slot->write);
    return stored;
}

void umem_take_entries(struct umem *umem, uint64_t start, uint64_t end)
{
    secondary_remove(umem->entries, start, end, NULL, NULL);
}

static void unmap_slot(struct umem *umem, struct dma_slot *slot)
{
    struct page *page = slot->page;

    report_dma("dma_unmap", umem->entries->owner, slot->address, page);
    if (slot->write || (umem->assumes_written && !umem->readonly))
        report_page("page_dirty", page);
    slot->page = NULL;
    slot->write = false;
    if (!umem->pins)
        return;
    report_page("page_put", page);
    page_put(page);
}

void umem_unmap(struct umem *umem, uint64_t start, uint64_t end)
{
    struct dma_slot *slot;

    for (slot = umem->slots; slot; slot = slot->next)
        if (slot->page && slot->address < end && slot->address + PAGE_BYTES > start)
            unmap_slot(umem, slot);
}

static void take_away(struct umem *umem, uint64_t start, uint64_t end)
{
    umem_take_entries(umem, start, end);
    klock_lock(&umem->mutex);
    umem_unmap(umem, start, end);
    klock_unlock(&umem->mutex);
}

void umem_section_start(struct umem *umem, uint64_t start, uint64_t end, bool forgets)
{
    klock_lock(&umem->mutex);
    umem->count++; /* first: a fault that comes now must not store what is being taken away */
    klock_unlock(&umem->mutex);
    if (!forgets)
        take_away(umem, start, end);
}

void umem_section_end(struct umem *umem)
{
    klock_lock(&umem->mutex);
    atomic_fetch_add(&umem->seq, 1);
    umem->count--;
    klock_unlock(&umem->mutex);
    waitq_wake_all(&umem->ended);
}

void umem_die(struct umem *umem)
{
    klock_lock(&umem->mutex);
    umem->dying = true;
    umem->count++;
    klock_unlock(&umem->mutex);
    waitq_wake_all(&umem->ended);
    take_away(umem, 0, UINT64_MAX);
}

bool umem_retry(const struct umem *umem, uint64_t seq)
{
    return umem->count > 0 || atomic_load(&umem->seq) != seq;
}

int umem_wait(struct umem *umem)
{
    bool dying;

    klock_lock(&umem->mutex);
    while (umem->count > 0 && !umem->dying)
        waitq_sleep(&umem->ended, &umem->mutex);
    dying = umem->dying;
    klock_unlock(&umem->mutex);
    return dying ? -EFAULT : 0;
}
