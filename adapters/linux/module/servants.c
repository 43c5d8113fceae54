// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tasks of a subject. They wait in here, not to be interrupted (a subject that was killed stays
 * until it is dismissed), take a job of a named thread, do it in user space, and come back.
 */
#include <linux/uaccess.h>

#include "mmuspec.h"

static struct lx_servant servants[LX_SERVANTS];
static DEFINE_SPINLOCK(servants_lock);

static struct lx_servant *enlist(int mm)
{
	struct lx_servant *servant = NULL;
	int i;

	spin_lock(&servants_lock);
	for (i = 0; i < LX_SERVANTS; i++) {
		if (servants[i].task == current || !servants[i].task) {
			servant = &servants[i];
			break;
		}
	}
	if (servant && !servant->task) {
		init_waitqueue_head(&servant->wake);
		init_waitqueue_head(&servant->answered);
		servant->mm = mm;
		servant->thread = -1;
		lx_mms[mm].tasks++;
		WRITE_ONCE(servant->task, current);
	}
	spin_unlock(&servants_lock);
	return servant;
}

static void answer(struct lx_servant *servant, int result)
{
	servant->job.result = result;
	WRITE_ONCE(servant->has_job, false);
	WRITE_ONCE(servant->done, true);
	wake_up(&servant->answered);
}

static void leave(struct lx_servant *servant)
{
	spin_lock(&servants_lock);
	lx_mms[servant->mm].tasks--;
	servant->task = NULL;
	servant->mm = -1;
	spin_unlock(&servants_lock);
}

int lx_serve(struct lx_serve __user *arg)
{
	struct lx_serve job;
	struct lx_servant *servant;

	if (copy_from_user(&job, arg, sizeof(job)))
		return -EFAULT;
	servant = enlist(job.mm);
	if (!servant)
		return -ENOSPC;
	if (job.answers)
		answer(servant, job.result);
	wait_event(servant->wake, READ_ONCE(servant->has_job) || READ_ONCE(lx_mms[servant->mm].dismissed));
	if (!READ_ONCE(servant->has_job)) {
		leave(servant);
		return -ESHUTDOWN;
	}
	return copy_to_user(arg, &servant->job, sizeof(job)) ? -EFAULT : 0;
}

/* The subject is sent home: what is left of it is this module's reference. */
void lx_dismiss(int mm)
{
	int i;

	WRITE_ONCE(lx_mms[mm].dismissed, true);
	for (i = 0; i < LX_SERVANTS; i++)
		if (servants[i].task && servants[i].mm == mm)
			wake_up(&servants[i].wake);
}

static struct lx_servant *hire(int mm, int thread)
{
	struct lx_servant *found = NULL;
	int i;

	spin_lock(&servants_lock);
	for (i = 0; i < LX_SERVANTS && !found; i++)
		if (servants[i].task && servants[i].mm == mm && servants[i].thread < 0 && !lx_mms[mm].dismissed)
			found = &servants[i];
	if (found)
		found->thread = thread;
	spin_unlock(&servants_lock);
	return found;
}

struct lx_value lx_servant_op(int thread, const struct lx_call *call)
{
	struct lx_servant *servant = hire(call->a[0], thread);
	struct lx_servant *outer = lx_threads[thread].servant;
	int result;

	if (!servant)
		return lx_int(-EFAULT);
	servant->job.op = call->op;
	memcpy(servant->job.a, call->a, sizeof(call->a));
	servant->done = false;
	WRITE_ONCE(lx_threads[thread].servant, servant);
	smp_wmb();
	WRITE_ONCE(servant->has_job, true);
	wake_up(&servant->wake);
	wait_event(servant->answered, READ_ONCE(servant->done));
	result = servant->job.result;
	WRITE_ONCE(lx_threads[thread].servant, outer);
	servant->thread = -1;
	return lx_int(result);
}
