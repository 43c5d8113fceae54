// SPDX-License-Identifier: GPL-2.0-only
/* The callbacks that the kernel calls: each notes that it was called, and does as its script says. */
#include "mmuspec.h"

char lx_raw_section;
atomic_t lx_frees_pending;

static struct lx_event event_of(struct lx_subscriber *subscriber, enum lx_callback callback, int thread,
				const struct lx_given *given)
{
	return (struct lx_event){
		.thread = thread,
		.subscriber = subscriber->index,
		.what = callback,
		.mm = lx_mm_index(given->mm),
		.has_range = given->has_range,
		.blockable = given->blockable,
		.kind = given->kind,
		.start = given->start,
		.end = given->end,
	};
}

static struct lx_value run(struct lx_subscriber *subscriber, enum lx_callback callback, int thread,
			   const struct lx_given *given)
{
	bool list = !subscriber->interval && callback != LX_CB_alloc_notifier && callback != LX_CB_free_notifier;
	struct lx_value result;

	if (list && thread >= 0)
		lx_threads[thread].in_list++;
	result = lx_script_run(subscriber, callback, thread, given);
	if (list && thread >= 0)
		lx_threads[thread].in_list--;
	return result;
}

static struct lx_value default_of(enum lx_callback callback)
{
	switch (callback) {
	case LX_CB_invalidate:
		return lx_bool(true);
	case LX_CB_invalidate_range_start:
	case LX_CB_alloc_notifier:
		return lx_int(0);
	case LX_CB_clear_flush_young:
	case LX_CB_clear_young:
	case LX_CB_test_young:
		return lx_bool(false);
	default:
		return lx_nothing();
	}
}

struct lx_value lx_callback(struct lx_subscriber *subscriber, enum lx_callback callback, const struct lx_given *given)
{
	int thread = lx_current_thread();
	struct lx_event event = event_of(subscriber, callback, thread, given);
	struct lx_value result;

	subscriber->calls[callback]++;
	event.event = LX_EV_callback;
	lx_record(&event);
	lx_race_delay(thread, given->may_sleep);
	result = run(subscriber, callback, thread, given);
	if (result.kind == LX_DEFAULT)
		result = default_of(callback);
	event.event = LX_EV_callback_exit;
	event.result = result;
	lx_record(&event);
	lx_race_delay(thread, given->may_sleep);
	return result;
}

static struct lx_subscriber *owner(struct mmu_notifier *list)
{
	return container_of(list, struct lx_subscriber, list);
}

static struct lx_given given_range(const struct mmu_notifier_range *range)
{
	bool blockable = mmu_notifier_range_blockable(range);

	return (struct lx_given){
		.mm = range->mm,
		.has_range = true,
		.start = range->start,
		.end = range->end,
		.blockable = blockable ? LX_BLOCKABLE : LX_NOT_BLOCKABLE,
		.kind = range->owner == &lx_raw_section ? -1 : (int)range->event,
		.may_sleep = blockable,
	};
}

static struct lx_given given_pages(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return (struct lx_given){ .mm = mm, .has_range = true, .start = start, .end = end,
				  .blockable = LX_NO_RANGE, .kind = -1 };
}

static void release(struct mmu_notifier *list, struct mm_struct *mm)
{
	struct lx_given given = { .mm = mm, .blockable = LX_NO_RANGE, .kind = -1, .may_sleep = true };

	lx_callback(owner(list), LX_CB_release, &given);
}

static int range_start(struct mmu_notifier *list, const struct mmu_notifier_range *range)
{
	struct lx_given given = given_range(range);

	return lx_callback(owner(list), LX_CB_invalidate_range_start, &given).number;
}

static void range_end(struct mmu_notifier *list, const struct mmu_notifier_range *range)
{
	struct lx_given given = given_range(range);

	lx_callback(owner(list), LX_CB_invalidate_range_end, &given);
}

#define AGING(name)                                                                                                    \
	static int name(struct mmu_notifier *list, struct mm_struct *mm, unsigned long start, unsigned long end)       \
	{                                                                                                              \
		struct lx_given given = given_pages(mm, start, end);                                                   \
                                                                                                                       \
		given.may_sleep = true; /* nobody but a raw call comes here */                                         \
		return lx_callback(owner(list), LX_CB_##name, &given).number;                                          \
	}
AGING(clear_flush_young)
AGING(clear_young)

static int test_young(struct mmu_notifier *list, struct mm_struct *mm, unsigned long address)
{
	struct lx_given given = given_pages(mm, address, address + PAGE_SIZE);

	given.may_sleep = true;
	return lx_callback(owner(list), LX_CB_test_young, &given).number;
}

/* Called with the page-table lock held. */
static void flush(struct mmu_notifier *list, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct lx_given given = given_pages(mm, start, end);

	lx_callback(owner(list),
		    HAS_SECONDARY_TLBS ? LX_CB_arch_invalidate_secondary_tlbs : LX_CB_invalidate_range, &given);
}

#if HAS_CHANGE_PTE
static void change_pte(struct mmu_notifier *list, struct mm_struct *mm, unsigned long address, pte_t pte)
{
	struct lx_given given = given_pages(mm, address, address + PAGE_SIZE);

	lx_callback(owner(list), LX_CB_change_pte, &given);
}
#endif

/* The kernel does not say whose table asks, so each has a function. */
static struct mmu_notifier *alloc_of(int table, struct mm_struct *mm)
{
	struct lx_given given = { .mm = mm, .blockable = LX_NO_RANGE, .kind = -1, .may_sleep = true };
	struct lx_subscriber *subscriber = lx_object_new(table);
	int error;

	if (!subscriber)
		return ERR_PTR(-ENOMEM);
	error = lx_callback(subscriber, LX_CB_alloc_notifier, &given).number;
	if (error)
		return ERR_PTR(error);
	lx_tables[table].objects++;
	subscriber->mm = &lx_mms[lx_mm_index(mm)];
	return &subscriber->list;
}

#define ALLOC(n)                                                                                                       \
	static struct mmu_notifier *alloc##n(struct mm_struct *mm)                                                     \
	{                                                                                                              \
		return alloc_of(n, mm);                                                                                \
	}
ALLOC(0) ALLOC(1) ALLOC(2) ALLOC(3) ALLOC(4) ALLOC(5) ALLOC(6) ALLOC(7)

static struct mmu_notifier *(*const allocs[LX_TABLES])(struct mm_struct *mm) = { alloc0, alloc1, alloc2, alloc3,
										 alloc4, alloc5, alloc6, alloc7 };

/* The kernel calls it always, so it is there always; it tells only where the table has it. */
static void free_notifier(struct mmu_notifier *list)
{
	struct lx_given given = { .blockable = LX_NO_RANGE, .kind = -1 };

	if (owner(list)->callbacks & BIT(LX_CB_free_notifier))
		lx_callback(owner(list), LX_CB_free_notifier, &given);
	atomic_dec(&lx_frees_pending);
}

static bool invalidate(struct mmu_interval_notifier *node, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct lx_given given = given_range(range);

	given.seq = seq;
	return lx_callback(container_of(node, struct lx_subscriber, node), LX_CB_invalidate, &given).number;
}

void lx_fill_ops(struct mmu_notifier_ops *ops, u32 callbacks, int table)
{
#define OP(callback, function)                                                                                         \
	(callbacks & BIT(LX_CB_##callback) ? (function) : NULL)
	memset(ops, 0, sizeof(*ops));
	ops->release = OP(release, release);
	ops->clear_flush_young = OP(clear_flush_young, clear_flush_young);
	ops->clear_young = OP(clear_young, clear_young);
	ops->test_young = OP(test_young, test_young);
	ops->invalidate_range_start = OP(invalidate_range_start, range_start);
	ops->invalidate_range_end = OP(invalidate_range_end, range_end);
#if HAS_SECONDARY_TLBS
	ops->arch_invalidate_secondary_tlbs = OP(arch_invalidate_secondary_tlbs, flush);
#else
	ops->invalidate_range = OP(invalidate_range, flush);
#endif
#if HAS_CHANGE_PTE
	ops->change_pte = OP(change_pte, change_pte);
#endif
	ops->alloc_notifier = allocs[table];
	ops->free_notifier = free_notifier;
}

void lx_fill_interval_ops(struct mmu_interval_notifier_ops *ops, u32 callbacks)
{
	ops->invalidate = OP(invalidate, invalidate);
}
