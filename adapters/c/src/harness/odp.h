/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_ODP_H
#define HARNESS_ODP_H

#include "device/umem.h"
#include "harness/subscriber.h"
#include "harness/world.h"
#include "sync/rwsem.h"

/*
 * On-demand paging. Up to v5.4 a context is a list subscriber and each umem counts the sections
 * over it; from v5.5 on each umem is an interval subscriber. What differs is one table a form.
 */
struct odp_umem {
    struct umem umem;
    const char *name;
    struct odp_context *context;
    struct subscriber *subscriber; /* whose entries it has; the interval itself from v5.5 on */
    bool implicit, readonly;
    bool linked; /* callbacks find it */
    unsigned pieces; /* of memory that it has */
    struct odp_umem *next; /* of the context */
};

struct odp_context {
    const char *name;
    struct mm *mm;
    bool plain;
    atomic_uint registered, in_tree, allocations; /* umems, those that callbacks find, and pieces of memory */
    struct subscriber *subscriber; /* up to v5.4 */
    struct klock registering;      /* one umem comes or goes at a time */
    struct rwsem umem_rwsem;       /* guards the list; callbacks hold it for read */
    struct odp_umem *umems;
    pthread_mutex_t sections_raw; /* for callbacks, which share the semaphore */
    struct odp_section *sections, *spare; /* that are open; up to v5.4 */
};

struct odp_form {
    /* The umem's range is set; it is registered. 0 or an error. */
    int (*get)(struct odp_umem *, uint64_t start, uint64_t length);
    void (*release)(struct odp_umem *);
    uint64_t (*sample)(struct odp_umem *); /* never waits */
    uint64_t (*begin)(struct odp_umem *);  /* for a fault */
    bool (*collided)(struct odp_umem *, uint64_t seq); /* without the mutex: only true is reliable */
    bool (*retry)(struct odp_umem *, uint64_t seq);    /* with the mutex */
    int (*wait)(struct odp_umem *);
    bool tries_again; /* a fault does */
    bool references;  /* a look-up takes one to the page */
};

/* What both forms do first: memory, entries under the name of the subscriber, and flags. 0 or -ENOMEM. */
int odp_umem_make(struct odp_umem *umem, struct subscriber *subscriber);
/* Every page is taken away. */
void odp_umem_empty(struct odp_umem *umem);
void odp_umem_free(struct odp_umem *umem);
/* True if the driver is to forget, this time, to take pages away. */
bool odp_forgets(void);

extern const struct odp_form odp_counted, odp_interval;

static inline const struct odp_form *odp_form(void)
{
    return the_world->domain.policy->interval ? &odp_interval : &odp_counted;
}

/* What a look-up has found, from the first half of a fault to the second one. */
struct odp_found {
    struct odp_umem *umem;
    struct page *page;
    uint64_t address, seq;
    bool write;
};

#endif
