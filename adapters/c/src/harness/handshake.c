/* SPDX-License-Identifier: MIT */
#include "harness/handshake.h"

#include <string.h>

#include "core/policy.h"
#include "harness/world.h"

/* A build with a planted fault says so in its name. */
#ifndef FAULT_NAME
#define FAULT_NAME ""
#endif

static const char *const capabilities[] = {
    "core",     "register",        "getput",           "nonblock",
    "interval", "interval-locked", "interval-release", "interval-update",
    "range-tracking", "vma",       "mm",               "mm-munmap",
    "mm-dontneed", "mm-write-fault", "mm-fork",        "mm-mprotect",
    "mm-truncate", "mm-oom-reap",  "event",            "secondary-tlb", "odp",
    "mirror",   "shadow",          "arm64",            "smmu-sva",  "aging",           "introspection",    "fault-injection",
    "locks",    "mm-reclaim",
};

static const char *const points[] = {
    "section-open",   /* invalidate: all starts are done */
    "linked-test",    /* unregister: has seen whether the subscriber is linked */
    "after-queueing", /* interval remove, update: queued, and not yet waiting */
    "deferred-work",  /* a period's end: the seq is even, the queue not yet processed (lock held) */
};

static const char *const run_modes[] = {"free"};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void write_list(struct buffer *out, const char *key, const char *const *names, size_t count)
{
    size_t i;

    json_key(out, key);
    json_open(out, '[');
    for (i = 0; i < count; i++)
        json_element_string(out, names[i]);
    json_close(out, ']');
}

static void write_profiles(struct buffer *out)
{
    const struct policy *policy;

    json_key(out, "profiles");
    json_open(out, '[');
    for (policy = policies; policy->name; policy++)
        json_element_string(out, policy->name);
    json_close(out, ']');
}

void handshake_write(struct buffer *out)
{
    json_open(out, '{');
    json_member_int(out, "protocol", 1);
    json_key(out, "implementation");
    json_open(out, '{');
    json_member_string(out, "name", "mmuspec-c" FAULT_NAME);
    json_member_string(out, "version", "0.1.0");
    json_member_string(out, "language", "c");
    json_close(out, '}');
    write_profiles(out);
    write_list(out, "capabilities", capabilities, COUNT(capabilities));
    write_list(out, "points", points, COUNT(points));
    write_list(out, "run", run_modes, COUNT(run_modes));
    json_member_string(out, "settle", "exact");
    json_key(out, "limits");
    json_open(out, '{');
    json_member_int(out, "threads", WORLD_THREADS);
    json_close(out, '}');
    json_close(out, '}');
}

bool handshake_has_point(const char *point)
{
    size_t i;

    for (i = 0; i < COUNT(points); i++)
        if (strcmp(points[i], point) == 0)
            return true;
    return false;
}
