// SPDX-License-Identifier: GPL-2.0-only
/* The exported calls of the notifier core. */
#include "mmuspec.h"

static unsigned long tokens[LX_TOKENS];

static struct lx_value registered(struct lx_subscriber *subscriber, int mm, bool locked)
{
	int error;

	subscriber->mm = &lx_mms[mm];
	error = locked ? __mmu_notifier_register(&subscriber->list, lx_mms[mm].mm) :
			 mmu_notifier_register(&subscriber->list, lx_mms[mm].mm);
	subscriber->registrations += !error;
	return lx_int(error);
}

static struct lx_value got(int table, int mm, bool locked)
{
	const struct mmu_notifier_ops *ops = &lx_tables[table].ops;
	struct mmu_notifier *list = locked ? mmu_notifier_get_locked(ops, lx_mms[mm].mm) :
					     mmu_notifier_get(ops, lx_mms[mm].mm);

	if (IS_ERR(list))
		return lx_int(PTR_ERR(list));
	container_of(list, struct lx_subscriber, list)->gets++;
	return (struct lx_value){ .kind = LX_SUBSCRIBER,
				  .number = container_of(list, struct lx_subscriber, list)->index };
}

static struct lx_value put(struct lx_subscriber *subscriber)
{
	bool used = READ_ONCE(subscriber->list.users) > 0;

	subscriber->gets--;
	mmu_notifier_put(&subscriber->list);
	/* The free may have come already: then the count was below zero for a moment. */
	if (used && !READ_ONCE(subscriber->list.users) && !xchg(&subscriber->freeing, true))
		atomic_inc(&lx_frees_pending);
	return lx_nothing();
}

static struct lx_value unregistered(struct lx_subscriber *subscriber)
{
	subscriber->registrations--;
	if (subscriber->mm)
		mmu_notifier_unregister(&subscriber->list, subscriber->mm->mm);
	return lx_nothing();
}

struct lx_value lx_registration_op(int thread, const struct lx_call *call)
{
	struct lx_subscriber *subscriber = lx_subscriber_find(call->a[0]);

	switch (call->op) {
	case LX_OP_register:
	case LX_OP_register_locked:
		return registered(subscriber, call->a[1], call->op == LX_OP_register_locked);
	case LX_OP_register_null:
		return lx_int(mmu_notifier_register(NULL, lx_mms[call->a[0]].mm));
	case LX_OP_unregister:
		return unregistered(subscriber);
	case LX_OP_get:
	case LX_OP_get_locked:
		return got(call->a[0], call->a[1], call->op == LX_OP_get_locked);
	case LX_OP_put:
		return put(subscriber);
	default:
		mmu_notifier_synchronize();
		return lx_nothing();
	}
}

static struct lx_value inserted(struct lx_subscriber *subscriber, const struct lx_call *call)
{
	struct mm_struct *mm = lx_mms[call->a[1]].mm;
	int error;

	subscriber->mm = &lx_mms[call->a[1]];
	if (call->op == LX_OP_interval_insert_locked)
		error = mmu_interval_notifier_insert_locked(&subscriber->node, mm, call->a[2], call->a[3],
							    &subscriber->interval_ops);
	else
		error = mmu_interval_notifier_insert(&subscriber->node, mm, call->a[2], call->a[3],
						     &subscriber->interval_ops);
	subscriber->inserted = subscriber->inserted || !error;
	return lx_int(error);
}

struct lx_value lx_interval_op(int thread, const struct lx_call *call)
{
	struct lx_subscriber *subscriber = lx_subscriber_find(call->a[0]);

	switch (call->op) {
	case LX_OP_interval_insert:
	case LX_OP_interval_insert_locked:
		return inserted(subscriber, call);
	case LX_OP_interval_remove:
		subscriber->inserted = false;
		mmu_interval_notifier_remove(&subscriber->node);
		return lx_nothing();
	case LX_OP_read_begin:
		tokens[call->a[1]] = mmu_interval_read_begin(&subscriber->node);
		return lx_nothing();
	case LX_OP_read_retry:
		return lx_bool(mmu_interval_read_retry(&subscriber->node, tokens[call->a[1]]));
	default:
		return lx_bool(mmu_interval_check_retry(&subscriber->node, tokens[call->a[1]]));
	}
}

static bool undo(struct lx_subscriber *subscriber)
{
	bool freed_later = subscriber->gets > 0;

	for (; subscriber->registrations > 0; subscriber->registrations--)
		mmu_notifier_unregister(&subscriber->list, subscriber->mm->mm);
	while (subscriber->gets > 0)
		put(subscriber);
	if (subscriber->inserted)
		mmu_interval_notifier_remove(&subscriber->node);
	subscriber->inserted = false;
	return freed_later;
}

bool lx_subscribers_undo(void)
{
	bool freed_later = false;
	int i;

	for (i = 0; i < LX_ALL_SUBSCRIBERS; i++)
		if (lx_subscriber_find(i))
			freed_later = undo(lx_subscriber_find(i)) || freed_later;
	return freed_later || atomic_read(&lx_frees_pending);
}
