/* SPDX-License-Identifier: MIT */
#ifndef CORE_REGISTER_H
#define CORE_REGISTER_H

#include <stdbool.h>

#include "core/chain.h"

struct domain;

/*
 * The life of a list subscriber: register and unregister, or get and put. The results are 0 or
 * negative error codes.
 */

/* Links the subscriber; a NULL one only switches the mm into interval mode. */
int mmu_notifier_register(struct mmu_notifier *subscriber, struct mm *mm);
/* The same for a caller that holds mmap_lock for write. */
int mmu_notifier_register_locked(struct mmu_notifier *subscriber, struct mm *mm);

/* The common part, also of get. With mmap_lock held for write. */
int mmu_notifier_link(struct mmu_notifier *subscriber, struct mm *mm, bool by_get);
/* Warns if the caller broke its promise to hold mmap_lock for write. */
void require_mmap_write(struct mm *mm);
/* Warns if the caller is about to wait for itself. */
void diagnose_read_section(const char *what);

/* When it returns true, no callback runs or will run. False: a caller error, and nothing done. */
bool mmu_notifier_unregister(struct mmu_notifier *subscriber);

/* The subscriber of that table, with one more user; made by alloc_notifier if there is none. */
int mmu_notifier_get(const struct mmu_notifier_ops *ops, struct mm *mm, struct mmu_notifier **found);
int mmu_notifier_get_locked(const struct mmu_notifier_ops *ops, struct mm *mm, struct mmu_notifier **found);

/* The last one unlinks, and has free_notifier called after a grace period. Never waits. */
void mmu_notifier_put(struct mmu_notifier *subscriber);

/* Returns after every free that a put has queued. */
void mmu_notifier_synchronize(struct domain *domain);

#endif
