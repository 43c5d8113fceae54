// SPDX-License-Identifier: GPL-2.0-only
/*
 * Address spaces. The one user that the suite knows of is a reference of this module; the tasks
 * of the subject are not counted. One more structure reference keeps the memory until the module
 * has seen that nobody else has one.
 */
#include <linux/file.h>
#include <linux/kthread.h>
#include <linux/mman.h>
#include <linux/sched/signal.h>

#include "mmuspec.h"

/* Higher than what scenarios use. */
#define FILE_ADDRESS 0x500000000000ul

/* Nothing is left to run then, so the task is killed on its way out. */
static void unmap_all(void)
{
	vm_munmap(0, TASK_SIZE);
	send_sig(SIGKILL, current, 1);
}

int lx_attach(int mm, int file, bool bare)
{
	struct file *mapped = fget(file);

	if (!mapped)
		return -EBADF;
	lx_mms[mm].mapping = mapped->f_mapping; /* the file stays open: its reference is kept */
	mmget(current->mm);
	mmgrab(current->mm);
	lx_mms[mm].file = mapped;
	lx_mms[mm].bare = bare;
	lx_mms[mm].dismissed = bare;
	if (bare)
		unmap_all();
	WRITE_ONCE(lx_mms[mm].mm, current->mm);
	return 0;
}

/*
 * A processor that has nothing to do keeps the last address space, with a reference to its structure.
 * This task has another one, and visits them all.
 */
void lx_visit_processors(void)
{
	int cpu;

	for_each_online_cpu(cpu)
		set_cpus_allowed_ptr(current, cpumask_of(cpu));
	set_cpus_allowed_ptr(current, cpu_possible_mask);
}

static int map_file(void *argument)
{
	struct lx_mm *mm = argument;

	kthread_use_mm(mm->mm);
	vm_mmap(mm->file, FILE_ADDRESS, PAGE_SIZE, PROT_READ, MAP_SHARED | MAP_FIXED, 0);
	kthread_unuse_mm(mm->mm);
	complete(&mm->mapped);
	return 0;
}

/*
 * An address space is in a reverse map only through a VMA. A bare one gets it when it is first
 * needed, unless somebody holds mmap_lock.
 */
void lx_need_reverse_map(int index)
{
	struct lx_mm *mm = &lx_mms[index];

	if (!mm->bare || mm->in_reverse_map || !down_write_trylock(&mm->mm->mmap_lock))
		return;
	up_write(&mm->mm->mmap_lock);
	mm->in_reverse_map = true;
	init_completion(&mm->mapped);
	if (!IS_ERR(kthread_run(map_file, mm, "mmuspec-map")))
		wait_for_completion(&mm->mapped);
	lx_visit_processors();
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
		if (atomic_read(&lx_mms[i].mm->mm_count) > 1)
			continue;
		if (xchg(&lx_mms[i].freed, true))
			continue;
		/* The kernel looks once more whether that is right, and may end this very task. */
		if (thread >= 0) {
			lx_mms[i].dropped = true;
			mmdrop(lx_mms[i].mm);
		}
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
	state->locked = !mm->freed && !mmap_read_trylock(mm->mm);
	if (!mm->freed && !state->locked)
		mmap_read_unlock(mm->mm);
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
		lx_mms[mm].grabs++;
		break;
	case LX_OP_mmdrop:
		lx_mms[mm].grabs--;
		mmdrop(lx_mms[mm].mm);
		break;
	case LX_OP_mmap_lock:
		if (!lx_raw_sections()) /* afterwards it would be too late */
			lx_need_mapping(mm);
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
