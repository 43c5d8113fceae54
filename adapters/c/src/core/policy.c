/* SPDX-License-Identifier: MIT */
#include "core/policy.h"

#include <stddef.h>
#include <string.h>

const struct policy policies[] = {
    {.name = "2014-09-prop", .pairing = ENDS_SKIPPED, .no_flags = true, .tracks_ranges = true},
    {.name = "v5.3", .pairing = ENDS_SKIPPED},
#ifdef FAULT_SKIP_PAIRING
    {.name = "v5.3-rfc", .pairing = ENDS_SKIPPED, .warns_bad_start = true}, /* planted (PAIR-08) */
#else
    {.name = "v5.3-rfc", .pairing = ENDS_ALL, .warns_bad_start = true},
#endif
    {.name = "v5.4",
     .pairing = ENDS_SKIPPED,
     .warns_bad_start = true,
     .getput = true},
    {.name = "v5.5",
     .pairing = ENDS_SKIPPED,
     .warns_bad_start = true,
     .getput = true,
     .interval = true},
    {.name = "v5.5-prop",
     .pairing = ENDS_SKIPPED,
     .warns_bad_start = true,
     .getput = true,
     .interval = true,
     .interval_prop = true},
    {.name = "v5.12",
     .pairing = ENDS_ALL,
     .warns_bad_start = true,
     .warns_fallible = true,
     .getput = true,
     .interval = true},
    {.name = "v6.1",
     .pairing = ENDS_ALL,
     .warns_bad_start = true,
     .warns_fallible = true,
     .getput = true,
     .interval = true},
    {.name = "v6.6",
     .pairing = ENDS_ALL,
     .warns_bad_start = true,
     .warns_fallible = true,
     .getput = true,
     .interval = true,
     .one_kind = true},
    {.name = "v6.12",
     .pairing = ENDS_ALL,
     .warns_bad_start = true,
     .warns_fallible = true,
     .getput = true,
     .interval = true,
     .one_kind = true},
    {.name = NULL},
};

const struct policy *policy_find(const char *name)
{
    const struct policy *policy;

    for (policy = policies; policy->name; policy++)
        if (strcmp(policy->name, name) == 0)
            return policy;
    return NULL;
}
