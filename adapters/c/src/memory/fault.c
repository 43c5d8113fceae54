/* SPDX-License-Identifier: MIT */
#include "memory/fault.h"

#include <errno.h>

#include "core/mm.h"
#include "memory/access_flags.h"
#include "memory/copy.h"
#include "memory/file.h"
#include "memory/memory.h"

/* Sets the entry, as used and perhaps written to, unless there is one meanwhile; the reference is used up either way. */
static void install(struct mm *mm, struct pte *entry, bool dirty)
{
    bool empty;

    entry->young = pte_all_marks(entry);
    entry->dirty = dirty ? pte_all_marks(entry) : 0;

    page_table_lock(mm);
    empty = !pte_first(mm, entry->address, entry->address + entry->size);
    if (empty)
        pte_set(mm, *entry);
    page_table_unlock(mm);
    if (!empty)
        page_put(entry->page);
}

/* A huge page, or a set, fits if the VMA holds all of it. */
static uint64_t size_that_fits(const struct vma *vma, uint64_t address)
{
    uint64_t start = address & ~(vma->kind->size - 1);

    return start >= vma->start && start + vma->kind->size <= vma->end ? vma->kind->size : PAGE_BYTES;
}

/* Where the entry for the address begins, and how much it maps: a page where small ones are there already. */
static struct pte place(struct vma *vma, uint64_t address)
{
    uint64_t size = size_that_fits(vma, address);
    uint64_t start = address & ~(size - 1);

    page_table_lock(vma->mm);
    if (size > PAGE_BYTES && pte_first(vma->mm, start, start + size)) {
        size = PAGE_BYTES;
        start = address;
    }
    page_table_unlock(vma->mm);
    return (struct pte){.address = start, .size = size};
}

/* A shared page is mapped as it is, and a private one by a read; a write to it gets a copy at once. */
static void fill_from_file(struct vma *vma, uint64_t address, bool write)
{
    struct pte entry = place(vma, address);
    uint64_t offset = vma->offset + (entry.address - vma->start);

    entry.write = !vma->kind->is_private && vma->writable && (write || !vma->kind->tells_first_write);
    klock_lock(&vma->file->lock);
    entry.page = file_page(vma->file, offset & ~(vma->kind->size - 1));
    if (write && vma->kind->is_private) {
        enum content content = atomic_load(&entry.page->content);

        entry.page = page_new(vma->mm->domain, PAGE_PROCESS);
        atomic_store(&entry.page->content, content);
        entry.write = true;
        atomic_store(&vma->own_pages, true);
    } else {
        page_get(entry.page);
    }
    install(vma->mm, &entry, write); /* with the lock: a truncation that comes now finds the entry */
    klock_unlock(&vma->file->lock);
}

/* What was there before it was reclaimed comes back in a page of its own. */
static void fill_from_swap(struct vma *vma, uint64_t address, bool write, enum content content)
{
    struct pte entry = {.address = address, .size = PAGE_BYTES, .write = write};

    entry.page = page_new(vma->mm->domain, PAGE_PROCESS);
    atomic_store(&entry.page->content, content);
    install(vma->mm, &entry, true);
}

static bool take_swapped(struct mm *mm, uint64_t address, enum content *content)
{
    bool found;

    page_table_lock(mm);
    found = swap_in(mm, address, content);
    page_table_unlock(mm);
    return found;
}

static void fill_own(struct vma *vma, uint64_t address, bool write)
{
    struct pte entry = place(vma, address);
    enum content content;

    if (entry.size == PAGE_BYTES && take_swapped(vma->mm, address, &content)) {
        fill_from_swap(vma, address, write, content);
        return;
    }
    entry.write = write;
    if (write)
        atomic_store(&vma->own_pages, true);
    entry.page = write ? page_new(vma->mm->domain, PAGE_PROCESS) : &vma->mm->memory->zero_page;
    install(vma->mm, &entry, write);
}

static void fill(struct vma *vma, uint64_t address, bool write)
{
    struct pte frame = {.address = address, .size = PAGE_BYTES, .write = vma->writable};

    if (vma->kind->of_driver) {
        frame.page = page_new(vma->mm->domain, PAGE_FRAME);
        install(vma->mm, &frame, false);
    } else if (vma->file) {
        fill_from_file(vma, address, write);
    } else {
        fill_own(vma, address, write || vma->kind->hugetlb);
    }
}

enum found { FOUND_EMPTY, FOUND_FINE, FOUND_SHARED };

/* What the fault meets, with what is missing added where that is all it takes. Of what has to be copied: *seen. */
static enum found meet(struct vma *vma, uint64_t address, bool write, struct pte *seen)
{
    struct pte *entry = pte_find(vma->mm, address);

    if (!entry)
        return FOUND_EMPTY;
    if (write && !entry->write && copy_is_needed(vma, entry)) {
        *seen = *entry;
        page_get(seen->page); /* until the copy is made */
        return FOUND_SHARED;
    }
    set_access_flags(vma, address, wanted_flags(entry, write));
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

int fault_handle(struct mm *mm, uint64_t address, bool write)
{
    struct vma *vma = vma_find(mm, address);

    if (!vma || (write && !vma->writable))
        return -EFAULT;
    do
        fault_page(vma, address, write);
    while (!find_page(mm, address, write, false));
    return 0;
}
