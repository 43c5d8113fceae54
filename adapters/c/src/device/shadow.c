/* SPDX-License-Identifier: MIT */
#include "device/shadow.h"

#include "core/range.h"
#include "memory/page.h"
#include "memory/report.h"

struct shadow_section {
    const struct mmu_range *range; /* which one; its owner may be gone, so it is not looked into */
    uint64_t start, end;
    struct shadow_section *next;
};

void shadow_init(struct shadow *shadow, struct secondary *entries, bool references)
{
    *shadow = (struct shadow){.entries = entries, .references = references};
    klock_init(&shadow->lock, (struct wait_reason){WAIT_OTHER, "the lock of the shadow"});
    waitq_init(&shadow->ended, (struct wait_reason){WAIT_INTERVAL, NULL});
}

/* What was written is told before the callback returns; a reference goes after the entry. */
static void forget_entry(void *arg, const struct secondary_entry *entry)
{
    const struct shadow *shadow = arg;

    if (entry->write)
        report_page("page_dirty", entry->page);
    if (!shadow->references)
        return;
    report_page("page_put", entry->page);
    page_put(entry->page);
}

static void remove_entries(struct shadow *shadow, uint64_t start, uint64_t end)
{
    secondary_remove(shadow->entries, start, end, forget_entry, shadow);
}

static void add_section(struct shadow *shadow, const struct mmu_range *range)
{
    struct shadow_section *section = shadow->spare;

    if (section)
        shadow->spare = section->next;
    else
        section = arena_alloc(shadow->entries->arena, sizeof(*section));
    *section = (struct shadow_section){range, range->start, range->end, shadow->open};
    shadow->open = section;
}

/* The one of that range, off the list; NULL if there is none. */
static struct shadow_section *take_section(struct shadow *shadow, const struct mmu_range *range)
{
    struct shadow_section **link = &shadow->open;
    struct shadow_section *section;

    while (*link && (*link)->range != range)
        link = &(*link)->next;
    section = *link;
    if (section)
        *link = section->next;
    return section;
}

void shadow_start(struct shadow *shadow, const struct mmu_range *range)
{
    klock_lock(&shadow->lock);
    add_section(shadow, range);
    if (!shadow->references)
        remove_entries(shadow, range->start, range->end);
    klock_unlock(&shadow->lock);
}

void shadow_end(struct shadow *shadow, const struct mmu_range *range)
{
    struct shadow_section *section;

    klock_lock(&shadow->lock);
    section = take_section(shadow, range);
    if (section) {
        if (shadow->references)
            remove_entries(shadow, section->start, section->end);
        shadow->seq++;
        section->next = shadow->spare;
        shadow->spare = section;
    }
    klock_unlock(&shadow->lock);
    waitq_wake_all(&shadow->ended);
}

void shadow_release(struct shadow *shadow)
{
    klock_lock(&shadow->lock);
    shadow->released = true;
    remove_entries(shadow, 0, UINT64_MAX);
    klock_unlock(&shadow->lock);
    waitq_wake_all(&shadow->ended);
}

uint64_t shadow_sample(struct shadow *shadow)
{
    uint64_t seq;

    klock_lock(&shadow->lock);
    seq = shadow->seq;
    klock_unlock(&shadow->lock);
    return seq;
}

void shadow_wait(struct shadow *shadow)
{
    klock_lock(&shadow->lock);
    while (shadow->open && !shadow->released)
        waitq_sleep(&shadow->ended, &shadow->lock);
    klock_unlock(&shadow->lock);
}

static bool is_open(const struct shadow *shadow, uint64_t address)
{
    const struct shadow_section *section;

#ifdef FAULT_SHADOW_OPEN
    (void)address; /* planted: an open section does not keep the device from mapping */
    return false;
#endif
    for (section = shadow->open; section; section = section->next)
        if (section->start <= address && address < section->end)
            return true;
    return false;
}

/* The reference goes with the entry; one that is there already has it. */
static void set_entry(struct shadow *shadow, uint64_t address, struct page *page, bool write)
{
    struct secondary_entry entry;
    bool there = secondary_find(shadow->entries, address, &entry) && entry.page == page;

    if (shadow->references && !there) {
        page_get(page);
        report_page("page_get", page);
    }
    secondary_set(shadow->entries, address, PAGE_BYTES, page, write || (there && entry.write));
}

bool shadow_map(struct shadow *shadow, uint64_t address, struct page *page, bool write, uint64_t seq)
{
    bool good;

    klock_lock(&shadow->lock);
    good = !shadow->released && shadow->seq == seq && !is_open(shadow, address);
    if (good)
        set_entry(shadow, address & ~(PAGE_BYTES - 1), page, write);
    klock_unlock(&shadow->lock);
    return good;
}
