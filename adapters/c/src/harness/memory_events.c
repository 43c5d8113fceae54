/* SPDX-License-Identifier: MIT */
/* What memory and devices report, as events. In a free run nobody asks for these. */
#include "core/context.h"
#include "core/mm.h"
#include "core/range.h"
#include "core/report.h"
#include "device/umem.h"
#include "device/walker.h"
#include "harness/event_writer.h"
#include "harness/run_log.h"
#include "harness/world.h"
#include "memory/report.h"

static const char *name_of(const struct page *page)
{
    return page ? page->name : "none";
}

void report_pte(const struct mm *mm, uint64_t address, uint64_t size, const struct page *from, const struct page *to,
                bool write)
{
    struct buffer *out = event_begin("pte");

    if (!out)
        return;
    json_member_string(out, "mm", mm->name);
    json_member_address(out, "address", address);
    json_member_string(out, "from", name_of(from));
    json_member_string(out, "to", name_of(to));
    if (to)
        json_member_bool(out, "write", write);
    if (size > PAGE_BYTES)
        json_member_address(out, "length", size);
    event_commit();
}

void report_cpu_flush(const struct mm *mm, uint64_t start, uint64_t end)
{
    struct buffer *out = event_begin("cpu_flush");

    if (!out)
        return;
    json_member_string(out, "mm", mm->name);
    json_member_address(out, "start", start);
    json_member_address(out, "end", end);
    event_commit();
}

void report_page(const char *event, const struct page *page)
{
    struct buffer *out = event_begin(event);

    if (!out)
        return;
    json_member_string(out, "page", page->name);
    event_commit();
}

static struct buffer *section(const char *event, const struct mmu_range *range)
{
    struct buffer *out = event_begin(event);

    if (!out)
        return NULL;
    json_member_string(out, "mm", range->mm->name);
    json_member_address(out, "start", range->start);
    json_member_address(out, "end", range->end);
    if (!range->mm->domain->policy->no_flags)
        json_member_bool(out, "blockable", range->blockable);
    if (range->kind)
        json_member_string(out, "kind", range->kind);
    return out;
}

void report_section_start(const struct mmu_range *range)
{
    if (section("section_start", range))
        event_commit();
}

void report_section_end(const struct mmu_range *range, bool failed)
{
    struct buffer *out = section("section_end", range);

    if (!out)
        return;
    if (failed)
        json_member_bool(out, "failed", true);
    event_commit();
}

void report_secondary(const char *owner, const struct secondary_entry *entry, const struct page *page)
{
    struct buffer *out = event_begin("secondary");

    if (!out)
        return;
    json_member_string(out, "subscriber", owner);
    json_member_address(out, "address", entry->address);
    json_member_string(out, "page", name_of(page));
    if (page)
        json_member_bool(out, "write", entry->write);
    if (entry->size > PAGE_BYTES)
        json_member_address(out, "length", entry->size);
    event_commit();
}

void report_freed_page(const char *device, const struct page *page)
{
    if (context_current()->log)
        run_finding(the_world->run, "freed-page: %s reaches %s, which is freed", device, page->name);
    else
        report_warning("%s reaches %s, which is freed", device, page->name);
}

void report_dma(const char *event, const char *owner, uint64_t address, const struct page *page)
{
    struct buffer *out = event_begin(event);

    if (!out)
        return;
    json_member_string(out, "subscriber", owner);
    json_member_address(out, "address", address);
    json_member_string(out, "page", page->name);
    event_commit();
}
