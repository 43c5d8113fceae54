/* SPDX-License-Identifier: MIT */
/* Locks that are taken and let go of, as events, in worlds where somebody asked for them. */
#include "core/context.h"
#include "harness/event_writer.h"
#include "harness/world.h"
#include "sync/lock_report.h"

static const char *name_of(struct wait_reason lock)
{
    switch (lock.kind) {
    case WAIT_MMAP_LOCK:
        return "mmap_lock";
    case WAIT_RMAP_LOCK:
        return "rmap_lock";
    case WAIT_PAGE_TABLE_LOCK:
        return "page_table_lock";
    default:
        return lock.name;
    }
}

void report_lock(struct wait_reason lock, enum lock_hold hold, bool taken)
{
    static const char *const modes[] = {[HOLD_READ] = "read", [HOLD_WRITE] = "write"};
    struct buffer *out;

    if (!the_world || !the_world->tells_locks)
        return;
    out = event_begin(taken ? "lock" : "unlock");
    if (!out)
        return;
    json_member_string(out, "lock", name_of(lock));
    if (hold != HOLD_MUTEX)
        json_member_string(out, "mode", modes[hold]);
    event_commit();
}
