/* SPDX-License-Identifier: MIT */
#include "core/inject.h"

#include <string.h>

#include "core/mm.h"

static const char *const names[INJECT_COUNT] = {
    [INJECT_ENOMEM] = "ENOMEM",         [INJECT_EINTR] = "EINTR",
    [INJECT_ALLOC_ENOMEM] = "alloc-ENOMEM", [INJECT_ASID_ESRCH] = "asid-ESRCH",
    [INJECT_CONTEXT_ENOMEM] = "context-ENOMEM",
    [INJECT_ODP_DATA] = "odp-data-ENOMEM",
    [INJECT_ODP_PAGE_LIST] = "page-list-ENOMEM",
    [INJECT_ODP_DMA_LIST] = "dma-list-ENOMEM",
    [INJECT_DMA_MAP] = "dma-map",
    [INJECT_QUERY_DEVICE] = "query-device",
    [INJECT_LOST] = "lost-invalidation",
    [INJECT_ODP_TIMEOUT] = "odp-timeout",
};

bool injection_find(const char *name, enum injection *injection)
{
    int i;

    for (i = 0; i < INJECT_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            *injection = (enum injection)i;
            return true;
        }
    }
    return false;
}

void inject(struct domain *domain, enum injection injection)
{
    atomic_fetch_or(&domain->injected, 1u << injection);
}

bool injected(struct domain *domain, enum injection injection)
{
    return atomic_fetch_and(&domain->injected, ~(1u << injection)) & 1u << injection;
}
