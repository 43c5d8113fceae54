/* SPDX-License-Identifier: MIT */
#include "core/context.h"

#include "core/report.h"
#include "sync/monitor.h"

struct context *context_current(void)
{
    return task_current()->context;
}

void no_sleep_begin(bool applies)
{
    if (applies)
        context_current()->no_sleep++;
}

void no_sleep_end(bool applies)
{
    if (applies)
        context_current()->no_sleep--;
}

bool may_sleep(const char *what)
{
    if (context_current()->no_sleep == 0)
        return true;
    report_warning("%s in a callback that must not sleep", what);
    return false;
}
