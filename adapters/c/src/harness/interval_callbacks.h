/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_INTERVAL_CALLBACKS_H
#define HARNESS_INTERVAL_CALLBACKS_H

#include "core/interval.h"

/* The functions behind an interval subscriber that has these callbacks. */
void interval_callbacks_fill(struct interval_notifier_ops *ops, unsigned callbacks);

#endif
