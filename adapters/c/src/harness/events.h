/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_EVENTS_H
#define HARNESS_EVENTS_H

#include "harness/callback.h"

/*
 * The log of what happens between two answers: one list for all threads, in the order in which
 * the events happened. What core/report.h declares ends up here as well.
 */
void event_callback(const struct callback_call *call);
void event_callback_exit(const struct callback_call *call, struct value result);
void event_return(const char *op, struct value result, bool nested);

/* Writes the events as the elements of a JSON array, and forgets them. */
void events_take(struct buffer *out);

/* Counts against what one request may log; false when that is used up. Bounds runaway scripts. */
bool events_within_budget(void);

#endif
