/* SPDX-License-Identifier: MIT */
#include "sync/monitor.h"

static const char *const wait_kind_names[] = {
    [WAIT_GATE] = "gate",           [WAIT_LOCK] = "lock",
    [WAIT_MMAP_LOCK] = "mmap_lock", [WAIT_RMAP_LOCK] = "rmap_lock",
    [WAIT_PAGE_TABLE_LOCK] = "page_table_lock",
    [WAIT_INTERVAL] = "interval",   [WAIT_GRACE_PERIOD] = "grace_period",
    [WAIT_OTHER] = "other",         [WAIT_ENDED] = "other",
};

const char *wait_kind_name(enum wait_kind kind)
{
    return wait_kind_names[kind];
}
