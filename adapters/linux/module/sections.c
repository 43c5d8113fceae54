// SPDX-License-Identifier: GPL-2.0-only
/*
 * Raw sections. Their two functions are not exported to modules; the agent hands over where they
 * are, if whoever runs the machine wants that. Without it there are only complete sections.
 */
#include <linux/moduleparam.h>

#include "mmuspec.h"

static unsigned long start_address, end_address, flush_young_address, clear_young_address, test_young_address;
module_param(start_address, ulong, 0400);
module_param(end_address, ulong, 0400);
module_param(flush_young_address, ulong, 0400);
module_param(clear_young_address, ulong, 0400);
module_param(test_young_address, ulong, 0400);

struct lx_range lx_ranges[LX_RANGES];

bool lx_raw_sections(void)
{
	return start_address;
}

static int call_start(struct mmu_notifier_range *range)
{
	int (*start)(struct mmu_notifier_range *) = (void *)start_address;

	return mm_has_notifiers(range->mm) ? start(range) : 0;
}

static void call_end(struct mmu_notifier_range *range)
{
#if HAS_SECONDARY_TLBS
	void (*end)(struct mmu_notifier_range *) = (void *)end_address;

	if (mm_has_notifiers(range->mm))
		end(range);
#else
	void (*end)(struct mmu_notifier_range *, bool) = (void *)end_address;

	if (mm_has_notifiers(range->mm))
		end(range, false);
#endif
}

static void init(struct lx_range *range, int thread, int mm, u64 start, u64 end, bool blockable)
{
	mmu_notifier_range_init_owner(&range->range, MMU_NOTIFY_CLEAR, 0,
#if !HAS_SECONDARY_TLBS
				      NULL,
#endif
				      lx_mms[mm].mm, start, end, &lx_raw_section);
	range->thread = thread;
	range->range.flags = blockable ? MMU_NOTIFIER_RANGE_BLOCKABLE : 0;
	range->mm = mm;
}

static struct lx_value invalidate(int thread, const struct lx_call *call)
{
	struct lx_range range = {};
	int mm = call->a[0];

	if (!lx_raw_sections())
		return lx_mapped_section(thread, mm, call->a[1], call->a[2]);
	init(&range, thread, mm, call->a[1], call->a[2], true);
	lx_section_lock(thread, mm, 0);
	call_start(&range.range);
	lx_race_delay(thread, true);
	call_end(&range.range);
	lx_section_unlock(thread, mm, 0);
	return lx_nothing();
}

static struct lx_value start(int thread, const struct lx_call *call)
{
	struct lx_range *range = &lx_ranges[call->a[0]];

	init(range, thread, call->a[1], call->a[2], call->a[3], true);
	range->via = call->a[4];
	lx_section_lock(thread, range->mm, range->via);
	call_start(&range->range);
	range->open = true;
	return lx_nothing();
}

static struct lx_value start_nonblock(int thread, const struct lx_call *call)
{
	struct lx_range *range = &lx_ranges[call->a[0]];
	int error;

	init(range, thread, call->a[1], call->a[2], call->a[3], false);
	range->via = call->a[4];
	if (!lx_section_trylock(thread, range->mm, range->via))
		return lx_int(-EAGAIN);
	error = call_start(&range->range);
	range->open = !error;
	if (error)
		lx_section_unlock(thread, range->mm, range->via);
	return lx_int(error);
}

static void close(struct lx_range *range, int thread)
{
	range->open = false;
	call_end(&range->range);
	lx_section_unlock(thread, range->mm, range->via);
}

static struct lx_value end(int thread, const struct lx_call *call)
{
	struct lx_range *range = &lx_ranges[call->a[0]];

	if (!range->open)
		return lx_nothing();
	close(range, thread);
	return lx_nothing();
}

void lx_sections_end_all(void)
{
	int i;

	for (i = 0; i < LX_RANGES; i++)
		if (lx_ranges[i].open)
			close(&lx_ranges[i], lx_ranges[i].thread);
}

struct lx_value lx_section_op(int thread, const struct lx_call *call)
{
	switch (call->op) {
	case LX_OP_invalidate:
		return invalidate(thread, call);
	case LX_OP_invalidate_range_start:
		return start(thread, call);
	case LX_OP_invalidate_range_start_nonblock:
		return start_nonblock(thread, call);
	default:
		return end(thread, call);
	}
}

struct lx_value lx_aging_op(int thread, const struct lx_call *call)
{
	int (*flush)(struct mm_struct *, unsigned long, unsigned long) = (void *)flush_young_address;
	int (*clear)(struct mm_struct *, unsigned long, unsigned long) = (void *)clear_young_address;
	int (*test)(struct mm_struct *, unsigned long) = (void *)test_young_address;
	struct mm_struct *mm = lx_mms[call->a[0]].mm;

	if (!mm_has_notifiers(mm))
		return lx_bool(false);
	switch (call->op) {
	case LX_OP_clear_flush_young:
		return lx_bool(flush(mm, call->a[1], call->a[2]));
	case LX_OP_clear_young:
		return lx_bool(clear(mm, call->a[1], call->a[2]));
	default:
		return lx_bool(test(mm, call->a[1]));
	}
}
