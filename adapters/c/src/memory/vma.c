/* SPDX-License-Identifier: MIT */
#include "memory/vma.h"

#include <string.h>

#include "core/mm.h"
#include "memory/arch.h"
#include "memory/file.h"
#include "memory/memory.h"
#include "sync/raw.h"

static const struct vma_kind kinds[] = {
    {.name = "anon", .is_private = true, .filled = true, .size = PAGE_BYTES},
    {.name = "none-anon", .is_private = true, .size = PAGE_BYTES},
    {.name = "file", .is_private = true, .of_file = true, .filled = true, .size = PAGE_BYTES},
    {.name = "shared", .of_file = true, .filled = true, .size = PAGE_BYTES},
    {.name = "write-notify", .of_file = true, .tells_first_write = true, .filled = true, .size = PAGE_BYTES},
    {.name = "pfn", .is_private = true, .of_driver = true, .filled = true, .size = PAGE_BYTES},
    {.name = "hugetlb", .is_private = true, .filled = true, .hugetlb = true, .size = HUGE_BYTES},
    {.name = "thp", .is_private = true, .filled = true, .size = HUGE_BYTES},
    {.name = "hugetlb-contiguous", .is_private = true, .filled = true, .hugetlb = true, .size = SET_BYTES},
    {.name = "folded", .is_private = true, .filled = true, .size = SET_BYTES},
    {.name = "folded-shared", .of_file = true, .filled = true, .size = SET_BYTES},
};

const struct vma_kind *vma_kind_find(const char *name, const struct arch *arch)
{
    size_t i;

    for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strcmp(kinds[i].name, name) == 0)
            return kinds[i].size != SET_BYTES || arch->contiguous ? &kinds[i] : NULL;
    return NULL;
}

static struct vma *first_of(const struct memory *memory, uint64_t start, uint64_t end)
{
    struct vma *vma = memory->vmas;

    while (vma && vma->end <= start)
        vma = vma->next;
    return vma && vma->start < end ? vma : NULL;
}

struct vma *vma_first(struct mm *mm, uint64_t start, uint64_t end)
{
    struct vma *vma;

    raw_lock(&mm->memory->vmas_raw);
    vma = first_of(mm->memory, start, end);
    raw_unlock(&mm->memory->vmas_raw);
    return vma;
}

struct vma *vma_find(struct mm *mm, uint64_t address)
{
    return address == UINT64_MAX ? NULL : vma_first(mm, address, address + 1);
}

static void link_vma(struct memory *memory, struct vma *vma)
{
    struct vma **link = &memory->vmas;

    while (*link && (*link)->start < vma->start)
        link = &(*link)->next;
    vma->next = *link;
    *link = vma;
}

static struct vma *new_vma(struct mm *mm)
{
    struct vma *vma = arena_alloc(mm->domain->arena, sizeof(*vma));

    rwsem_init(&vma->lock, (struct wait_reason){WAIT_OTHER, "vma_lock"});
    vma->mm = mm;
    return vma;
}

struct vma *vma_insert(struct mm *mm, uint64_t start, uint64_t end, const struct vma_kind *kind)
{
    struct vma *vma = new_vma(mm);

    vma->start = start;
    vma->end = end;
    vma->kind = kind;
    vma->writable = true;
    raw_lock(&mm->memory->vmas_raw);
    link_vma(mm->memory, vma);
    raw_unlock(&mm->memory->vmas_raw);
    return vma;
}

/* The upper part of a VMA, beginning at the address. */
static struct vma *upper_part(struct vma *vma, uint64_t address)
{
    struct vma *upper = new_vma(vma->mm);

    upper->start = address;
    upper->end = vma->end;
    upper->kind = vma->kind;
    upper->writable = vma->writable;
    upper->own_pages = atomic_load(&vma->own_pages);
    upper->file = vma->file;
    upper->offset = vma->offset + (address - vma->start);
    upper->write_locked = atomic_load(&vma->write_locked);
    return upper;
}

void vma_cut(struct mm *mm, uint64_t address)
{
    struct vma *vma = vma_find(mm, address);
    struct vma *upper;

    if (!vma || vma->start == address)
        return;
    upper = upper_part(vma, address);
    raw_lock(&mm->memory->vmas_raw);
    vma->end = address;
    link_vma(mm->memory, upper);
    raw_unlock(&mm->memory->vmas_raw);
    if (upper->file)
        file_link(upper->file, upper);
}

struct vma *vma_detach(struct mm *mm, uint64_t start, uint64_t end)
{
    struct memory *memory = mm->memory;
    struct vma **link = &memory->vmas;
    struct vma *detached, *last;

    raw_lock(&memory->vmas_raw);
    while (*link && (*link)->end <= start)
        link = &(*link)->next;
    detached = *link;
    last = NULL;
    while (*link && (*link)->start < end) {
        last = *link;
        link = &(*link)->next;
    }
    if (last) {
        struct vma **before = &memory->vmas;

        while (*before != detached)
            before = &(*before)->next;
        *before = last->next;
        last->next = NULL;
    }
    raw_unlock(&memory->vmas_raw);
    return last ? detached : NULL;
}

struct vma *vma_try_read(struct mm *mm, uint64_t address)
{
    struct vma *vma;

    raw_lock(&mm->memory->vmas_raw);
    vma = address == UINT64_MAX ? NULL : first_of(mm->memory, address, address + 1);
    if (vma && !rwsem_trylock(&vma->lock, RW_READ))
        vma = NULL;
    if (vma && atomic_load(&vma->write_locked)) {
        rwsem_unlock(&vma->lock, RW_READ);
        vma = NULL;
    }
    raw_unlock(&mm->memory->vmas_raw);
    return vma;
}

void vma_lock_range(struct mm *mm, uint64_t start, uint64_t end)
{
    struct vma *vma;

    if (!mm->domain->policy->vma_locks)
        return;
    for (vma = vma_first(mm, start, end); vma && vma->start < end; vma = vma->next) {
        rwsem_lock(&vma->lock, RW_WRITE); /* waits for those who read */
        atomic_store(&vma->write_locked, true);
        rwsem_unlock(&vma->lock, RW_WRITE);
    }
}

void vma_unlock_range(struct mm *mm, uint64_t start, uint64_t end)
{
    struct vma *vma;

    for (vma = vma_first(mm, start, end); vma && vma->start < end; vma = vma->next)
        atomic_store(&vma->write_locked, false);
}
