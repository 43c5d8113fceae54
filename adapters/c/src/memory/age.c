/* SPDX-License-Identifier: MIT */
/* Who has used a page since it was asked for the last time (ptep_clear_flush_young_notify and the like). */
#include "memory/age.h"

#include "core/section.h"
#include "memory/arch.h"
#include "memory/flush.h"
#include "memory/memory.h"

/* The marks of those entries that map a byte of [start,end). */
static uint16_t marks_in(const struct pte *entry, uint64_t start, uint64_t end)
{
    uint16_t marks = 0;
    uint64_t at;

    if (!pte_is_set(entry))
        return 1;
    for (at = entry->address; at < entry->address + entry->size; at += PAGE_BYTES)
        if (at + PAGE_BYTES > start && at < end)
            marks |= pte_mark(entry, at);
    return marks;
}

/* A page; of a huge entry the first one, which drops all of it. */
static void flush_aged(struct mm *mm, const struct pte *entry, uint16_t used)
{
    uint64_t at = entry->address;

    if (!mm->domain->arch->software_marks)
        return; /* a CPU that sets the mark late does no harm */
    for (; used; used >>= 1, at += PAGE_BYTES)
        if (used & 1)
            flush_cpus(mm, at, at + PAGE_BYTES, PAGE_BYTES);
}

static bool age_entry(struct mm *mm, struct pte *entry, uint16_t marks, enum ageing how)
{
    uint16_t used = entry->young & marks;

    if (how == AGEING_TEST || !used)
        return used;
    entry->young &= (uint16_t)~marks;
    if (how == AGEING_FLUSH)
        flush_aged(mm, entry, used);
    return true;
}

static bool age_entries(struct mm *mm, uint64_t start, uint64_t end, enum ageing how)
{
    uint64_t at = start;
    struct pte *entry;
    bool young = false;

    page_table_lock(mm);
    while ((entry = pte_first(mm, at, end))) {
        young |= age_entry(mm, entry, marks_in(entry, start, end), how);
        at = entry->address + entry->size;
    }
    page_table_unlock(mm);
    return young;
}

bool memory_age(struct mm *mm, uint64_t start, uint64_t end, enum ageing how)
{
    bool young = age_entries(mm, start, end, how);

    if (young && how == AGEING_TEST)
        return true;
    return secondary_young(mm, start, end, how) || young;
}
