/* SPDX-License-Identifier: MIT */
/* What IOMMUs and devices behind them report, as events; of commands there are notes in a free run. */
#include "core/context.h"
#include "core/mm.h"
#include "device/iommu.h"
#include "device/walker.h"
#include "harness/event_writer.h"
#include "harness/run_log.h"

/* The beginning of the event, or NULL: then it is written down. */
static struct buffer *begin(const char *owner, const char *command, const char *context)
{
    struct buffer *out = event_begin("command");

    if (!out) {
        run_log_command(context_current()->log, owner, command, context);
        return NULL;
    }
    json_member_string(out, "subscriber", owner);
    json_member_string(out, "command", command);
    return out;
}

void report_context(const char *owner, enum context_state state)
{
    static const char *const states[] = {"none", "valid", "quiet"};
    struct buffer *out = begin(owner, "context", states[state]);

    if (!out)
        return;
    json_member_string(out, "context", states[state]);
    event_commit();
}

void report_command_all(const char *owner, const char *command)
{
    if (begin(owner, command, NULL))
        event_commit();
}

void report_command_range(const char *owner, const char *command, uint64_t start, uint64_t end, uint64_t count)
{
    struct buffer *out = begin(owner, command, NULL);

    if (!out)
        return;
    json_member_address(out, "start", start);
    json_member_address(out, "end", end);
    json_member_int(out, "count", (long long)count);
    event_commit();
}

void report_device_access(const struct iommu_device *device, uint64_t address, bool write, struct page *page)
{
    struct buffer *out;

    if (page && atomic_load(&page->freed))
        report_freed_page(device->name, page);
    out = event_begin("device_access");
    if (!out)
        return;
    json_member_string(out, "subscriber", device->name);
    json_member_string(out, "mm", device->space->mm->name);
    json_member_address(out, "address", address);
    json_member_bool(out, "write", write);
    json_member_string(out, "page", page ? page->name : "none");
    event_commit();
}
