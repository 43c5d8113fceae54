/* SPDX-License-Identifier: MIT */
#include "memory/file.h"

#include "core/mm.h"
#include "memory/vma.h"
#include "sync/raw.h"

struct file_page {
    struct page *page;
    struct file_page *next;
};

struct file *file_new(struct domain *domain)
{
    struct file *file = arena_alloc(domain->arena, sizeof(*file));

    file->domain = domain;
    klock_init(&file->lock, (struct wait_reason){WAIT_OTHER, "page_lock"});
    pthread_mutex_init(&file->vmas_raw, NULL);
    return file;
}

struct page *file_page(struct file *file, uint64_t offset)
{
    struct file_page *entry;

    for (entry = file->pages; entry; entry = entry->next)
        if (entry->page->offset == offset)
            return entry->page;
    entry = arena_alloc(file->domain->arena, sizeof(*entry));
    entry->page = page_new(file->domain, PAGE_FILE);
    entry->page->file = file;
    entry->page->offset = offset;
    entry->next = file->pages;
    file->pages = entry;
    return entry->page;
}

void file_forget(struct file *file, uint64_t start, uint64_t end, void (*take)(void *, struct page *), void *arg)
{
    struct file_page **link = &file->pages;

    klock_lock(&file->lock);
    while (*link) {
        struct page *page = (*link)->page;

        if (page->offset < start || page->offset >= end) {
            link = &(*link)->next;
            continue;
        }
        *link = (*link)->next;
        take(arg, page);
    }
    klock_unlock(&file->lock);
}

bool file_drop(struct file *file, const struct page *page)
{
    struct file_page **link = &file->pages;

    while (*link && (*link)->page != page)
        link = &(*link)->next;
    if (!*link)
        return false;
    *link = (*link)->next;
    return true;
}

void file_link(struct file *file, struct vma *vma)
{
    struct vma **link = &file->vmas;

    raw_lock(&file->vmas_raw);
    while (*link)
        link = &(*link)->next_of_file;
    vma->number = ++file->next_number;
    vma->next_of_file = NULL;
    *link = vma;
    raw_unlock(&file->vmas_raw);
}

void file_unlink(struct file *file, struct vma *vma)
{
    struct vma **link = &file->vmas;

    raw_lock(&file->vmas_raw);
    while (*link && *link != vma)
        link = &(*link)->next_of_file;
    if (*link)
        *link = vma->next_of_file;
    raw_unlock(&file->vmas_raw);
}

struct vma *file_next_vma(struct file *file, unsigned long number)
{
    struct vma *vma;

    raw_lock(&file->vmas_raw);
    vma = file->vmas;
    while (vma && vma->number <= number)
        vma = vma->next_of_file;
    raw_unlock(&file->vmas_raw);
    return vma;
}
