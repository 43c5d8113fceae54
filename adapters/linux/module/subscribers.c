// SPDX-License-Identifier: GPL-2.0-only
/* Subscribers and callback tables. Only a free run frees them: each scenario has a kernel of its own. */
#include "mmuspec.h"

static struct lx_subscriber *subscribers[LX_ALL_SUBSCRIBERS];
struct lx_table lx_tables[LX_TABLES];

struct lx_subscriber *lx_subscriber_find(int index)
{
	return index >= 0 && index < LX_ALL_SUBSCRIBERS ? subscribers[index] : NULL;
}

static struct lx_subscriber *new(int index, u32 callbacks, int table, gfp_t flags)
{
	struct lx_subscriber *subscriber = kzalloc(sizeof(*subscriber), flags);

	if (!subscriber)
		return NULL;
	subscriber->index = index;
	subscriber->callbacks = callbacks;
	subscriber->table = table;
	if (table >= 0) {
		subscriber->ops = &lx_tables[table].ops;
	} else {
		lx_fill_ops(&subscriber->own_ops, callbacks, 0);
		subscriber->ops = &subscriber->own_ops;
	}
	subscriber->list.ops = subscriber->ops;
	subscribers[index] = subscriber;
	return subscriber;
}

int lx_define_subscriber(const struct lx_define *define)
{
	u32 callbacks = define->table >= 0 ? lx_tables[define->table].callbacks : define->callbacks;
	struct lx_subscriber *subscriber = new(define->index, callbacks, define->table, GFP_KERNEL);

	if (!subscriber)
		return -ENOMEM;
	subscriber->interval = define->interval;
	if (define->interval) {
		lx_fill_interval_ops(&subscriber->interval_ops, callbacks);
		if (define->garbage)
			memset(&subscriber->node, 0xa5, sizeof(subscriber->node));
	}
	return 0;
}

int lx_define_table(const struct lx_define *define)
{
	struct lx_table *table = &lx_tables[define->index];

	table->callbacks = define->callbacks;
	table->defined = true;
	lx_fill_ops(&table->ops, define->callbacks, define->index);
	return 0;
}

struct lx_subscriber *lx_object_new(int table)
{
	int n = lx_tables[table].objects;

	if (n == LX_OBJECTS)
		return NULL;
	if (subscribers[LX_OBJECT(table, n)]) /* whose making failed before */
		return subscribers[LX_OBJECT(table, n)];
	return new(LX_OBJECT(table, n), lx_tables[table].callbacks, table, GFP_KERNEL);
}

void lx_subscribers_forget(void)
{
	int i;

	for (i = 0; i < LX_ALL_SUBSCRIBERS; i++) {
		kfree(subscribers[i]);
		subscribers[i] = NULL;
	}
	memset(lx_tables, 0, sizeof(lx_tables));
}
