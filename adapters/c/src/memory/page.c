/* SPDX-License-Identifier: MIT */
#include "memory/page.h"

#include <stdio.h>

#include "core/mm.h"
#include "memory/file.h"
#include "memory/report.h"

struct page *page_new(struct domain *domain, enum page_owner owner)
{
    struct page *page = arena_alloc(domain->arena, sizeof(*page));
    char name[32];

    snprintf(name, sizeof(name), "page-%lu", atomic_fetch_add(&domain->pages, 1) + 1);
    page->name = arena_copy(domain->arena, name);
    page->owner = owner;
    page->size = PAGE_BYTES;
    klock_init(&page->lock, (struct wait_reason){WAIT_OTHER, "page_lock"});
    atomic_init(&page->refs, 1);
    return page;
}

/* Pages of the other owners are there for ever. */
static bool counted(const struct page *page)
{
    return page->owner == PAGE_PROCESS || page->owner == PAGE_FILE;
}

struct klock *page_lock_of(struct page *page)
{
    return page->owner == PAGE_FILE ? &page->file->lock : &page->lock;
}

void page_get(struct page *page)
{
    if (counted(page))
        atomic_fetch_add(&page->refs, 1);
}

void page_put(struct page *page)
{
    if (!counted(page) || atomic_fetch_sub(&page->refs, 1) > 1)
        return;
    atomic_store(&page->freed, true);
    if (atomic_load(&page->used))
        report_page("page_free", page);
}
