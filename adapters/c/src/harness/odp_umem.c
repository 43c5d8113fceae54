/* SPDX-License-Identifier: MIT */
/* What umems have in common, however they learn of sections. */
#include <errno.h>

#include "core/inject.h"
#include "harness/odp.h"

/* The data of the umem itself, its page list, and its DMA list; an implicit one has the first alone. */
static int allocate(struct odp_umem *umem)
{
    unsigned wanted = umem->implicit ? 1 : 3;

    while (umem->pieces < wanted) {
        if (injected(&the_world->domain, (enum injection)(INJECT_ODP_DATA + umem->pieces))) {
            odp_umem_free(umem);
            return -ENOMEM;
        }
        umem->pieces++;
        atomic_fetch_add(&umem->context->allocations, 1);
    }
    return 0;
}

void odp_umem_free(struct odp_umem *umem)
{
    atomic_fetch_sub(&umem->context->allocations, umem->pieces);
    umem->pieces = 0;
}

int odp_umem_make(struct odp_umem *umem, struct subscriber *subscriber)
{
    umem->subscriber = subscriber;
    umem_init(&umem->umem, &subscriber->secondary, &the_world->arena);
    umem->umem.pins = umem->context->plain;
    umem->umem.readonly = umem->readonly;
    umem->umem.assumes_written = the_world->domain.policy->assumes_written;
    return allocate(umem);
}

void odp_umem_empty(struct odp_umem *umem)
{
    klock_lock(&umem->umem.mutex);
    umem_take_entries(&umem->umem, 0, UINT64_MAX);
    umem_unmap(&umem->umem, 0, UINT64_MAX);
    klock_unlock(&umem->umem.mutex);
}

bool odp_forgets(void)
{
    return injected(&the_world->domain, INJECT_LOST);
}
