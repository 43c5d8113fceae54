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
    INJECT_COUNT,
};

/* False for a fault that there is not. */
bool injection_find(const char *name, enum injection *injection);
/* The next time that it could happen it does. */
void inject(struct domain *domain, enum injection injection);
/* True if it is to happen now; once for each `inject`. */
bool injected(struct domain *domain, enum injection injection);

#endif
