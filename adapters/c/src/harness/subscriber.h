/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_SUBSCRIBER_H
#define HARNESS_SUBSCRIBER_H

#include <stdatomic.h>

#include "core/chain.h"
#include "core/interval.h"
#include "device/secondary.h"
#include "harness/callback.h"

/*
 * The scripted subscribers: what stands behind the callbacks that the core calls. The core's
 * part of one (its "object") has a life of its own: from the registration or insertion to the
 * end, when it is poisoned; a later registration gets a fresh one. In a free run it is marked as
 * dead and left as it is: the core checks the mark wherever it meets an object.
 */
struct table {
    const char *name;
    unsigned callbacks; /* a bit for each it has */
    struct mmu_notifier_ops ops;
    atomic_uint made;  /* objects that alloc_notifier has made */
    atomic_uint calls; /* of alloc_notifier */
};

struct list_object {
    struct mmu_notifier core;
    struct subscriber *owner;
};

struct interval_object {
    struct interval_notifier core;
    struct subscriber *owner;
    unsigned inserts; /* under world->objects */
};

struct subscriber {
    const char *name;
    bool is_interval;
    bool garbage;        /* interval: memory is not zeroed before the insert */
    struct table *table; /* list */
    struct interval_notifier_ops interval_ops;
    atomic_uint calls[CALLBACK_COUNT];
    _Atomic(struct list_object *) list;
    _Atomic(struct interval_object *) interval;
    struct secondary secondary; /* what it maps */
    struct subscriber *also;    /* another one of the same name, of a domain that has more than one */
    /* A device in place of a script: what it does in its callbacks, and its own data. */
    struct value (*device)(const struct callback_call *);
    void *device_data;
    atomic_bool device_ready; /* it is registered, and not destroyed: before and after it maps nothing */
};

/* A table with these callbacks, in the world's list of tables under its name. */
struct table *table_define(const char *name, unsigned callbacks);

/* A subscriber, in the world's list. `table` NULL: it has one of its own. */
struct subscriber *subscriber_define_list(const char *name, unsigned callbacks, struct table *table);
struct subscriber *subscriber_define_interval(const char *name, unsigned callbacks, bool garbage);

/* True while the core knows it. */
bool subscriber_in_use(struct subscriber *subscriber);

/* The object to register; made if there is none. */
struct mmu_notifier *subscriber_list_object(struct subscriber *subscriber);
/* The list object's life is over: it is poisoned. */
void subscriber_retire_list(struct list_object *object);

/* The object to insert; made if there is none. Counts as an insertion. */
struct interval_object *subscriber_interval_object(struct subscriber *subscriber);
/* The interval's life is over, unless it was inserted again since it had that many insertions. */
void subscriber_retire_interval(struct interval_object *object, unsigned inserts);
unsigned subscriber_inserts(struct interval_object *object);

#endif
