/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_LIST_CALLBACKS_H
#define HARNESS_LIST_CALLBACKS_H

#include "core/chain.h"

/* The functions behind a table that has these callbacks; the table is a `struct table`'s. */
void list_callbacks_fill(struct mmu_notifier_ops *ops, unsigned callbacks);

#endif
