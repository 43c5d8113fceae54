// SPDX-License-Identifier: GPL-2.0-only
/* /dev/mmuspec: the door for the agent. */
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/uaccess.h>

#include "mmuspec.h"

static int task(int thread)
{
	if (thread < 0 || thread >= LX_THREADS)
		return -EINVAL;
	lx_threads[thread].task = current;
	return 0;
}

/* The agent says so before it lets the thread go. */
static int busy(int thread)
{
	if (thread < 0 || thread >= LX_THREADS)
		return -EINVAL;
	WRITE_ONCE(lx_threads[thread].busy, true);
	return 0;
}

static long call(struct lx_call __user *arg)
{
	struct lx_call *call = memdup_user(arg, sizeof(*call));
	int thread = lx_current_thread();
	long error;

	if (IS_ERR(call))
		return PTR_ERR(call);
	lx_threads[thread].op = call->op;
	lx_call(thread, call, false);
	error = copy_to_user(arg, call, sizeof(*call)) ? -EFAULT : 0;
	if (!call->more)
		WRITE_ONCE(lx_threads[thread].busy, false);
	kfree(call);
	return error;
}

static long state(struct lx_state __user *arg)
{
	struct lx_state *state = kzalloc(sizeof(*state), GFP_KERNEL);
	long error;
	int i;

	if (!state)
		return -ENOMEM;
	lx_look_for_freed(-1);
	for (i = 0; i < LX_THREADS; i++) {
		struct lx_thread *thread = &lx_threads[i];
		struct lx_servant *servant = READ_ONCE(thread->servant);

		state->threads[i] = (struct lx_thread_state){
			.busy = READ_ONCE(thread->busy),
			.tid = thread->task ? task_pid_nr(thread->task) : 0,
			.servant_tid = servant && servant->task ? task_pid_nr(servant->task) : 0,
			.wait = READ_ONCE(thread->wait),
			.name = thread->wait_name,
			.in_list = READ_ONCE(thread->in_list),
			.op = thread->op,
		};
	}
	state->frees_pending = atomic_read(&lx_frees_pending);
	state->events = lx_event_count();
	error = copy_to_user(arg, state, sizeof(*state)) ? -EFAULT : 0;
	kfree(state);
	return error;
}

static long define(const struct lx_define __user *arg, int (*apply)(const struct lx_define *define))
{
	struct lx_define define;

	return copy_from_user(&define, arg, sizeof(define)) ? -EFAULT : apply(&define);
}

static long attach(const struct lx_attach __user *arg)
{
	struct lx_attach attach;

	return copy_from_user(&attach, arg, sizeof(attach)) ? -EFAULT : lx_attach(attach.mm, attach.file, attach.bare);
}

static long mm_state(struct lx_mm_state __user *arg)
{
	struct lx_mm_state state;
	int error;

	if (copy_from_user(&state, arg, sizeof(state)))
		return -EFAULT;
	error = lx_mm_state(&state);
	if (error)
		return error;
	return copy_to_user(arg, &state, sizeof(state)) ? -EFAULT : 0;
}

static long ioctl(struct file *file, unsigned int command, unsigned long value)
{
	void __user *arg = (void __user *)value;

	switch (command) {
	case LX_IOC_TASK:
		return task(value);
	case LX_IOC_BUSY:
		return busy(value);
	case LX_IOC_ATTACH:
		return attach(arg);
	case LX_IOC_DEFINE_SUBSCRIBER:
		return define(arg, lx_define_subscriber);
	case LX_IOC_DEFINE_TABLE:
		return define(arg, lx_define_table);
	case LX_IOC_SCRIPT:
		return lx_script_add(arg);
	case LX_IOC_CALL:
		return call(arg);
	case LX_IOC_OPEN:
		lx_gate_open(value);
		return 0;
	case LX_IOC_EVENTS:
		return lx_take_events(arg);
	case LX_IOC_STATE:
		return state(arg);
	case LX_IOC_MM:
		return mm_state(arg);
	case LX_IOC_SERVE:
		return lx_serve(arg);
	case LX_IOC_DISMISS:
		lx_dismiss(value);
		return 0;
	case LX_IOC_RACE:
		lx_race(value);
		return 0;
	case LX_IOC_LET_GO:
		lx_let_go();
		return 0;
	case LX_IOC_FORGET:
		return lx_forget_all();
	case LX_IOC_PREPARE:
		lx_race_prepare(value);
		return 0;
	default:
		return -ENOTTY;
	}
}

static const struct file_operations operations = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = ioctl,
};

static struct miscdevice device = { .minor = MISC_DYNAMIC_MINOR, .name = "mmuspec", .fops = &operations };

static int __init mmuspec_init(void)
{
	lx_gates_init();
	return misc_register(&device);
}

static void __exit mmuspec_exit(void)
{
	misc_deregister(&device);
}

module_init(mmuspec_init);
module_exit(mmuspec_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Scripted subscribers of MMU notifiers, for mmuspec");
