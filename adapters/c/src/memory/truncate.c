/* SPDX-License-Identifier: MIT */
/* Truncation: reaches whoever maps the file, through the reverse map and without mmap_lock. */
#include "core/mm_lock.h"
#include "memory/file.h"
#include "memory/memory.h"
#include "memory/notice.h"
#include "memory/zap.h"
#include "sync/raw.h"

/* The pages that the file has lost; nobody may have them before everybody has lost them. */
struct lost {
    struct page *page;
    struct lost *next;
};

struct loss {
    struct file *file;
    struct lost *pages;
};

static void note_loss(void *arg, struct page *page)
{
    struct loss *loss = arg;
    struct lost *lost = arena_alloc(loss->file->domain->arena, sizeof(*lost));

    *lost = (struct lost){.page = page, .next = loss->pages};
    loss->pages = lost;
}

/* The part of [start,end) of the file that the VMA maps, in its addresses; false if none. */
static bool part_of(struct vma *vma, uint64_t start, uint64_t end, uint64_t *from, uint64_t *to)
{
    struct memory *memory = vma->mm->memory;
    uint64_t size;

    raw_lock(&memory->vmas_raw);
    size = vma->end - vma->start;
    *from = vma->start + (start > vma->offset ? start - vma->offset : 0);
    *to = end > vma->offset ? vma->start + (end - vma->offset < size ? end - vma->offset : size) : vma->start;
    raw_unlock(&memory->vmas_raw);
    return *from < *to;
}

static void truncate_vma(struct vma *vma, uint64_t start, uint64_t end)
{
    struct mmu_range range;
    struct gather gather;
    uint64_t from, to;

    if (!part_of(vma, start, end, &from, &to))
        return;
    gather_begin(&gather, vma->mm);
    notice_start(&range, vma->mm, from, to, CAUSE_ZAP, true);
    zap_range(&gather, vma, from, to);
    notice_end(&range);
    gather_finish(&gather);
}

static bool is_linked(struct file *file, const struct vma *vma)
{
    return file_next_vma(file, vma->number - 1) == vma;
}

static void truncate_file(struct file *file, uint64_t start, uint64_t end)
{
    struct loss loss = {.file = file};
    struct vma *vma;

    file_forget(file, start, end, note_loss, &loss);
    for (vma = file_next_vma(file, 0); vma; vma = file_next_vma(file, vma->number)) {
        mm_lock(vma->mm, MM_RMAP_LOCK, RW_READ);
        if (is_linked(file, vma)) /* else it went while the lock was waited for */
            truncate_vma(vma, start, end);
        mm_unlock(vma->mm, MM_RMAP_LOCK);
    }
    for (; loss.pages; loss.pages = loss.pages->next)
        page_put(loss.pages->page);
}

void memory_truncate(struct mm *mm, uint64_t start, uint64_t end)
{
    uint64_t at = start;

    while (at < end) {
        struct vma *vma = vma_first(mm, at, end);
        uint64_t from, to;

        if (!vma)
            return;
        from = vma->start > at ? vma->start : at;
        to = vma->end < end ? vma->end : end;
        if (vma->file)
            truncate_file(vma->file, vma->offset + (from - vma->start), vma->offset + (to - vma->start));
        at = to;
    }
}
