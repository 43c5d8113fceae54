// SPDX-License-Identifier: GPL-2.0-only
/* What the suite said a callback would do: flat lists of steps, the newest that fits counts. */
#include <linux/delay.h>
#include <linux/uaccess.h>

#include "mmuspec.h"

static struct lx_script *scripts[LX_SCRIPTS];
static int count;

int lx_script_add(const struct lx_script __user *arg)
{
	struct lx_script *script = memdup_user(arg, sizeof(*script));

	if (IS_ERR(script))
		return PTR_ERR(script);
	if (count == LX_SCRIPTS || script->steps_count > LX_STEPS) {
		kfree(script);
		return -ENOSPC;
	}
	scripts[count] = script;
	smp_wmb();
	WRITE_ONCE(count, count + 1);
	return 0;
}

void lx_scripts_forget(void)
{
	while (count > 0)
		kfree(scripts[--count]);
}

static bool fits(const struct lx_script *script, const struct lx_subscriber *subscriber, enum lx_callback callback,
		 int thread, const struct lx_given *given)
{
	return script->callback == callback &&
	       (script->subscriber == subscriber->index ||
		(script->table >= 0 && script->table == subscriber->table)) &&
	       (script->thread < 0 || script->thread == thread) &&
	       (!script->number || script->number == subscriber->calls[callback]) &&
	       (script->blockable == LX_NO_RANGE || script->blockable == given->blockable) &&
	       (script->kind < 0 || script->kind == given->kind);
}

static void gate_step(int thread, int gate, const struct lx_given *given)
{
	if (given->may_sleep)
		lx_gate_wait(thread, gate);
	else
		lx_warn(thread, LX_WARN_gate);
}

/* False: the lock was not to be had, and the callback ends. */
static bool lock_step(int thread, int lock, const struct lx_given *given)
{
	if (!given->may_sleep || given->blockable == LX_NOT_BLOCKABLE)
		return lx_trylock(thread, lock);
	lx_lock(thread, lock);
	return true;
}

static void sleep_step(int thread, const struct lx_given *given)
{
	might_sleep(); /* diagnosed by a kernel that was built to look for it */
	if (!given->may_sleep)
		return;
	lx_wait_begin(thread, LX_WAIT_sleep, -1);
	usleep_range(100, 200);
	lx_wait_end(thread);
}

static struct lx_value refused(enum lx_callback callback)
{
	if (callback == LX_CB_invalidate)
		return lx_bool(false);
	return callback == LX_CB_invalidate_range_start ? lx_int(-EAGAIN) : (struct lx_value){ .kind = LX_DEFAULT };
}

/* True: the callback ends with *result. */
static bool step(struct lx_subscriber *subscriber, enum lx_callback callback, int thread, const struct lx_given *given,
		 struct lx_step *step, struct lx_value *result)
{
	switch (step->kind) {
	case LX_DO_gate:
		gate_step(thread, step->index, given);
		return false;
	case LX_DO_lock:
		if (lock_step(thread, step->index, given))
			return false;
		*result = refused(callback);
		return true;
	case LX_DO_unlock:
		lx_unlock(thread, step->index);
		return false;
	case LX_DO_set_seq:
		mmu_interval_set_seq(&subscriber->node, given->seq);
		return false;
	case LX_DO_sleep:
		sleep_step(thread, given);
		return false;
	case LX_DO_call:
		lx_call(thread, &step->call, true);
		return false;
	case LX_DO_return:
		*result = step->value;
		return true;
	default: /* zap: scripted subscribers map nothing here */
		return false;
	}
}

struct lx_value lx_script_run(struct lx_subscriber *subscriber, enum lx_callback callback, int thread,
			      const struct lx_given *given)
{
	struct lx_value result = { .kind = LX_DEFAULT };
	int i = READ_ONCE(lx_winding_down) ? 0 : READ_ONCE(count);
	u32 n;

	while (--i >= 0)
		if (fits(scripts[i], subscriber, callback, thread, given))
			break;
	if (i < 0)
		return result;
	for (n = 0; n < scripts[i]->steps_count; n++)
		if (step(subscriber, callback, thread, given, &scripts[i]->steps[n], &result))
			break;
	return result;
}
