// SPDX-License-Identifier: GPL-2.0-only
/* What was seen, in order. Callbacks may run with locks held that forbid to sleep. */
#include <linux/spinlock.h>
#include <linux/uaccess.h>

#include "mmuspec.h"

static struct lx_event events[LX_EVENTS_MAX];
static unsigned int first, last;
static DEFINE_SPINLOCK(events_lock);

void lx_record(struct lx_event *event)
{
	unsigned long flags;

	spin_lock_irqsave(&events_lock, flags);
	if (last < LX_EVENTS_MAX)
		events[last++] = *event;
	spin_unlock_irqrestore(&events_lock, flags);
}

void lx_warn(int thread, enum lx_warning what)
{
	struct lx_event event = { .event = LX_EV_warning, .thread = thread, .what = what };

	lx_record(&event);
}

unsigned int lx_event_count(void)
{
	return READ_ONCE(last);
}

void lx_events_forget(void)
{
	first = last = 0;
}

int lx_take_events(struct lx_events __user *arg)
{
	struct lx_events request;
	unsigned int end = READ_ONCE(last);

	if (copy_from_user(&request, arg, sizeof(request)))
		return -EFAULT;
	request.count = min(request.room, end - first);
	if (copy_to_user(u64_to_user_ptr(request.buffer), events + first, request.count * sizeof(*events)))
		return -EFAULT;
	first += request.count;
	return copy_to_user(arg, &request, sizeof(request)) ? -EFAULT : 0;
}
