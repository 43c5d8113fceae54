// SPDX-License-Identifier: GPL-2.0-only
/*
 * Address spaces. The one user that the suite knows of is a reference of this module; the tasks
 * of the subject are not counted. One more structure reference keeps the memory until the module
 * has seen that nobody else has one.
 */
#include <linux/file.h>

#include "mmuspec.h"

int lx_attach(int mm, int file)
{
	struct file *mapped = fget(file);

	if (!mapped)
		return -EBADF;
	lx_mms[mm].mapping = mapped->f_mapping; /* the file stays open: its reference is kept */
	mmget(current->mm);
	mmgrab(current->mm);
	WRITE_ONCE(lx_mms[mm].mm, current->mm);
	return 0;
}

static int users(const struct lx_mm *mm)
{
	return mm->freed ? 0 : atomic_read(&mm->mm->mm_users) - READ_ONCE(mm->tasks);
}

void lx_look_for_freed(int thread)
{
	int i;

	for (i = 0; i < LX_MMS; i++) {
		struct lx_event event = { .event = LX_EV_mm_free, .thread = thread, .mm = i };

		if (!lx_mms[i].mm || lx_mms[i].freed || !lx_mms[i].dismissed)
			continue;
		if (atomic_read(&lx_mms[i].mm->mm_count) > 1 || atomic_read(&lx_mms[i].mm->mm_users) > 0)
			continue;
		lx_mms[i].freed = true;
		lx_record(&event);
	}
}

int lx_mm_state(struct lx_mm_state *state)
{
	struct lx_mm *mm = &lx_mms[state->mm];

	if (!mm->mm)
		return -ENOENT;
	state->users = users(mm);
	state->count = mm->freed ? 0 : atomic_read(&mm->mm->mm_count) - 1;
	state->freed = mm->freed;
	return 0;
}

struct lx_value lx_space_op(int thread, const struct lx_call *call)
{
	int mm = call->a[0];

	switch (call->op) {
	case LX_OP_mmget_not_zero:
		return lx_bool(users(&lx_mms[mm]) > 0 && mmget_not_zero(lx_mms[mm].mm));
	case LX_OP_mmput:
		mmput(lx_mms[mm].mm);
		break;
	case LX_OP_mmgrab:
		mmgrab(lx_mms[mm].mm);
		break;
	case LX_OP_mmdrop:
		mmdrop(lx_mms[mm].mm);
		break;
	case LX_OP_mmap_lock:
		lx_mm_lock(thread, mm, 0, call->a[1]);
		break;
	case LX_OP_mmap_trylock:
		return lx_bool(lx_mm_trylock(thread, mm, 0, call->a[1]));
	case LX_OP_mmap_downgrade:
		lx_mm_downgrade(thread, mm);
		break;
	case LX_OP_mmap_unlock:
		lx_mm_unlock(thread, mm, 0);
		break;
	case LX_OP_lock:
		lx_lock(thread, mm);
		break;
	case LX_OP_unlock:
		lx_unlock(thread, mm);
		break;
	}
	return lx_nothing();
}
