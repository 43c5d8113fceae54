/* SPDX-License-Identifier: MIT */
#ifndef CORE_CHAIN_H
#define CORE_CHAIN_H

#include <stdatomic.h>

#include "core/range.h"
#include "sync/srcu.h"

struct domain;
struct mm;
struct mmu_notifier;
struct subscriptions;

/* How a range is aged, or asked about. */
enum ageing { AGEING_FLUSH, AGEING_CLEAR, AGEING_TEST };

/* The callbacks of a list subscriber; absent ones are NULL. Tables are told apart by address. */
struct mmu_notifier_ops {
    const char *(*name)(const struct mmu_notifier *); /* for messages; never absent */
    void (*release)(struct mmu_notifier *);
    int (*invalidate_range_start)(struct mmu_notifier *, const struct mmu_range *);
    void (*invalidate_range_end)(struct mmu_notifier *, const struct mmu_range *);
    int (*alloc_notifier)(const struct mmu_notifier_ops *, struct mm *, struct mmu_notifier **);
    void (*free_notifier)(struct mmu_notifier *);
    bool (*clear_flush_young)(struct mmu_notifier *, const struct mmu_range *);
    bool (*clear_young)(struct mmu_notifier *, const struct mmu_range *);
    bool (*test_young)(struct mmu_notifier *, const struct mmu_range *);
    void (*invalidate_range)(struct mmu_notifier *, const struct mmu_range *);
    void (*arch_invalidate_secondary_tlbs)(struct mmu_notifier *, const struct mmu_range *);
};

/* A list subscriber. Zeroed, with `ops` set, before it is registered. */
struct mmu_notifier {
    _Atomic uint32_t mark; /* POISON_WORD once its life has ended */
    const struct mmu_notifier_ops *ops;
    struct mm *mm; /* set by a successful registration, valid until the structure drop */
    _Atomic(struct mmu_notifier *) next;

    /* under the lock of the subscriptions */
    bool linked;
    bool registered; /* by register, and not given back */
    unsigned users;  /* for get and put */

    struct srcu_head free_head;
};

/* Links at the head. With the lock of the subscriptions held, as for unlink. */
void chain_link(struct subscriptions *subs, struct mmu_notifier *subscriber);
/* Nothing happens to one that is not linked. Readers on it can go on to its successors. */
void chain_unlink(struct subscriptions *subs, struct mmu_notifier *subscriber);

/* A walk's read section: what it meets is not freed before its end. On the walker's stack. */
void chain_read_lock(struct domain *domain, struct srcu_section *section);
void chain_read_unlock(struct domain *domain, struct srcu_section *section);

/* True if somebody has used the range. Who only tests asks until the first yes, who clears asks everybody. */
bool chain_young(struct subscriptions *subs, const struct mmu_range *range, enum ageing how);

/* Calls every start; the last failure, or 0. In a read section, as for chain_end. */
int chain_start(struct subscriptions *subs, const struct mmu_range *range);
void chain_end(struct subscriptions *subs, const struct mmu_range *range);
/* Tells everybody with a TLB of their own to forget the range. It never sleeps. */
void chain_secondary_tlbs(struct subscriptions *subs, const struct mmu_range *range);

/* Exit: release for each, unlink all, wait for callbacks that still run. */
void chain_release_all(struct mm *mm, struct subscriptions *subs);

#endif
