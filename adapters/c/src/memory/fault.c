/* SPDX-License-Identifier: MIT */
#include "memory/fault.h"

#include <errno.h>

#include "core/mm.h"
#include "memory/copy.h"
#include "memory/file.h"
#include "memory/memory.h"

/* Sets the entry unless there is one meanwhile; the reference is used up either way. */
static void install(struct mm *mm, const struct pte *entry)
{
    bool empty;

    page_table_lock(mm);
    empty = !pte_first(mm, entry->address, entry->address + entry->size);
    if (empty)
        pte_set(mm, *entry);
    page_table_unlock(mm);
    if (!empty)
        page_put(entry->page);
}

/* A shared page is mapped as it is, and a private one by a read; a write to it gets a copy at once. */
static void fill_from_file(struct vma *vma, uint64_t address, bool write)
{
    struct pte entry = {.address = address, .size = PAGE_BYTES, .write = !vma->kind->is_private && vma->writable};

    klock_lock(&vma->file->lock);
    entry.page = file_page(vma->file, vma->offset + (address - vma->start));
    if (write && vma->kind->is_private) {
        enum content content = atomic_load(&entry.page->content);

        entry.page = page_new(vma->mm->domain, PAGE_PROCESS);
        atomic_store(&entry.page->content, content);
        entry.write = true;
        atomic_store(&vma->own_pages, true);
    } else {
        page_get(entry.page);
    }
    entry.dirty = write;
    install(vma->mm, &entry); /* with the lock: a truncation that comes now finds the entry */
    klock_unlock(&vma->file->lock);
}

/* A huge page fits if the VMA holds all of it. */
static uint64_t size_that_fits(const struct vma *vma, uint64_t address)
{
    uint64_t start = address & ~(vma->kind->size - 1);

    return start >= vma->start && start + vma->kind->size <= vma->end ? vma->kind->size : PAGE_BYTES;
}

static void fill_own(struct vma *vma, uint64_t address, bool write)
{
    struct mm *mm = vma->mm;
    uint64_t size = size_that_fits(vma, address);
    struct pte entry;
    bool shared;

    page_table_lock(mm);
    shared = size > PAGE_BYTES && pte_first(mm, address & ~(size - 1), (address & ~(size - 1)) + size);
    page_table_unlock(mm);
    if (shared) /* small pages are there already */
        size = PAGE_BYTES;
    entry = (struct pte){.address = address & ~(size - 1), .size = size, .write = write, .dirty = write};
    if (write)
        atomic_store(&vma->own_pages, true);
    entry.page = write ? page_new(mm->domain, PAGE_PROCESS) : &mm->memory->zero_page;
    install(mm, &entry);
}

static void fill(struct vma *vma, uint64_t address, bool write)
{
    struct pte frame = {.address = address, .size = PAGE_BYTES, .write = vma->writable};

    if (vma->kind->of_driver) {
        frame.page = page_new(vma->mm->domain, PAGE_FRAME);
        install(vma->mm, &frame);
    } else if (vma->file) {
        fill_from_file(vma, address, write);
    } else {
        fill_own(vma, address, write || vma->kind->hugetlb);
    }
}

enum found { FOUND_EMPTY, FOUND_FINE, FOUND_SHARED };

/* What the fault meets, and the permission added where that is all it takes. Of what has to be copied: *seen. */
static enum found meet(struct vma *vma, uint64_t address, bool write, struct pte *seen)
{
    struct pte *entry = pte_find(vma->mm, address);

    if (!entry)
        return FOUND_EMPTY;
    if (!write || entry->write)
        return FOUND_FINE;
    if (copy_is_needed(vma, entry)) {
        *seen = *entry;
        page_get(seen->page); /* until the copy is made */
        return FOUND_SHARED;
    }
    entry->dirty = true;
    pte_set_write(vma->mm, entry, true);
    return FOUND_FINE;
}

void fault_page(struct vma *vma, uint64_t address, bool write)
{
    struct pte seen = {.page = NULL};
    enum found found;

    page_table_lock(vma->mm);
    found = meet(vma, address, write, &seen);
    page_table_unlock(vma->mm);
    if (found == FOUND_EMPTY)
        fill(vma, address & ~(PAGE_BYTES - 1), write);
    else if (found == FOUND_SHARED)
        copy_page(vma, address, &seen);
}

void fault_populate(struct vma *vma)
{
    uint64_t address;
    bool write = vma->kind->is_private && !vma->kind->of_file;

    for (address = vma->start; address < vma->end; address += vma->kind->size)
        fill(vma, address, write);
}

/* The page that the entry maps, if it permits the access. */
static struct page *find_page(struct mm *mm, uint64_t address, bool write, bool reference)
{
    const struct pte *entry;
    struct page *page = NULL;

    page_table_lock(mm);
    entry = pte_find(mm, address);
    if (entry && (!write || entry->write)) {
        page = entry->page;
        if (reference)
            page_get(page);
    }
    page_table_unlock(mm);
    return page;
}

int fault_look_up(struct mm *mm, uint64_t address, bool write, struct page **page, bool reference)
{
    struct vma *vma = vma_find(mm, address);

    if (!vma || (write && !vma->writable))
        return -EFAULT;
    while (!(*page = find_page(mm, address, write, reference)))
        fault_page(vma, address, write);
    return 0;
}
