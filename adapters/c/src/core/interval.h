/* SPDX-License-Identifier: MIT */
#ifndef CORE_INTERVAL_H
#define CORE_INTERVAL_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/itree.h"
#include "core/range.h"

/*
 * Interval notifiers. Three words: an mm's `seq` is odd while a section that hit an interval is
 * open (a "period"), and each interval keeps the seq of the last period that touched it. A
 * reader of an interval whose own seq is the current one has to wait for the end of the period;
 * one whose seq has changed since it began has to read again.
 */
struct domain;
struct interval_notifier;
struct mm;
struct subscriptions;

struct interval_notifier_ops {
    bool (*invalidate)(struct interval_notifier *, const struct mmu_range *, uint64_t seq);
    /* Optional (v5.5-prop): makes remove and update return at once, and is told the end. */
    void (*release)(struct interval_notifier *);
};

enum interval_state {
    INTERVAL_IN_TREE,
    INTERVAL_PENDING_INSERT,
    INTERVAL_PENDING_REMOVAL, /* in the tree; the deferred list takes it out */
    INTERVAL_PENDING_UPDATE,  /* in the tree by its old range */
};

/* The caller's object. Its memory may hold anything before an insert. */
struct interval_notifier {
    _Atomic uint32_t magic; /* the object is alive; see check_alive in interval_period.c */
    enum interval_state state;
    struct itree_node node;
    uint64_t new_first, new_last; /* what a pending update asks for */
    _Atomic uint64_t seq;         /* odd, always */
    struct mm *mm;
    const struct interval_notifier_ops *ops;
    struct interval_notifier *deferred_prev, *deferred_next;
    bool drop_at_end; /* nobody waits for its removal: the period's end drops the reference */
};

/* 0, EOVERFLOW, EINVAL, or what the registration answers that switches interval mode on. */
int interval_insert(struct interval_notifier *interval, struct mm *mm, uint64_t start, uint64_t length,
                    const struct interval_notifier_ops *ops);
/* For a caller that holds mmap_lock for write. */
int interval_insert_locked(struct interval_notifier *interval, struct mm *mm, uint64_t start, uint64_t length,
                           const struct interval_notifier_ops *ops);
/* Callable from invalidate; EINVAL if interval mode is off. */
int interval_insert_safe(struct interval_notifier *interval, struct mm *mm, uint64_t start, uint64_t length,
                         const struct interval_notifier_ops *ops);
/* True if an insert could have to switch interval mode on, and so to sleep. */
bool interval_mode_off(struct mm *mm);

enum interval_removal {
    REMOVAL_DONE,    /* nothing of it runs or will run; with a release callback, that has been called */
    REMOVAL_PENDING, /* the end of the period will take it out and call release */
    REMOVAL_REFUSED, /* a caller error; nothing done */
};

enum interval_removal interval_remove(struct interval_notifier *interval, struct domain *domain);

/* Moves the interval (v5.5-prop). 0, EOVERFLOW or EINVAL. */
int interval_update(struct interval_notifier *interval, struct domain *domain, uint64_t start, uint64_t length);

/* Waits while the interval is invalidated; its seq, to be given to read_retry. */
uint64_t interval_read_begin(struct interval_notifier *interval, struct domain *domain);
/* True if it was invalidated since. Under the user's lock; without it only true is reliable. */
bool interval_read_retry(struct interval_notifier *interval, struct domain *domain, uint64_t seq);
/* From invalidate, with the seq that it was given, under the user's lock. */
void interval_set_seq(struct interval_notifier *interval, uint64_t seq);

/* The two halves of a section. A start that fails (EAGAIN) has closed its section itself. */
int interval_start(struct subscriptions *subs, const struct mmu_range *range);
void interval_end(struct subscriptions *subs, const struct mmu_range *range);

/* Exit: one RELEASE section over everything. */
void interval_release_all(struct mm *mm, struct subscriptions *subs);

#endif
