/* SPDX-License-Identifier: MIT */
#ifndef CORE_INJECT_H
#define CORE_INJECT_H

#include <stdbool.h>

struct domain;

/* What can be made to go wrong once; the names are in inject.c in the same order. */
enum injection {
    INJECT_ENOMEM,       /* the state of an address space's subscribers is allocated */
    INJECT_EINTR,        /* all locks are taken for a registration */
    INJECT_ALLOC_ENOMEM, /* alloc_notifier, or the notifier of a bound address space */
    INJECT_ASID_ESRCH,   /* an address space has no ASID to give */
    INJECT_CONTEXT_ENOMEM, /* an IOMMU's context is written */
    INJECT_ODP_DATA,     /* what a umem has, in the order in which it is allocated */
    INJECT_ODP_PAGE_LIST,
    INJECT_ODP_DMA_LIST,
    INJECT_DMA_MAP,      /* a page is mapped for DMA */
    INJECT_QUERY_DEVICE, /* the device is asked what it can do */
    INJECT_LOST,         /* the driver should remove entries, and forgets to */
    INJECT_ODP_TIMEOUT,  /* a fault has collided: its time is up */
    INJECT_COUNT,
};

/* False for a fault that there is not. */
bool injection_find(const char *name, enum injection *injection);
/* The next time that it could happen it does. */
void inject(struct domain *domain, enum injection injection);
/* True if it is to happen now; once for each `inject`. */
bool injected(struct domain *domain, enum injection injection);

#endif
