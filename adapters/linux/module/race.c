// SPDX-License-Identifier: GPL-2.0-only
/* Free runs: delays that let threads meet in every order, and the way back to an empty world. */
#include <linux/delay.h>
#include <linux/file.h>
#include <linux/random.h>

#include "mmuspec.h"

#define FREES_MS 2000
#define FREED_TRIES 200

bool lx_winding_down;
static unsigned int scale; /* of the delays, in microseconds; 0: none */

void lx_race(unsigned int microseconds)
{
	WRITE_ONCE(scale, microseconds);
}

/* Somewhere in a callback. Half of the time it is none at all. */
void lx_race_delay(int thread, bool may_sleep)
{
	u32 longest = READ_ONCE(scale);
	u32 random = longest ? get_random_u32() : 0;

	if (random % 8 > 5 && may_sleep) {
		lx_wait_begin(thread, LX_WAIT_sleep, -1);
		usleep_range(random / 8 % longest + 1, random / 8 % longest + 50);
		lx_wait_end(thread);
	} else if (random % 8 > 3) {
		udelay(random / 8 % min(longest, 50u));
	}
}

/* Lets everybody go on who waits for something that a thread of the world would have to do. */
void lx_let_go(void)
{
	WRITE_ONCE(lx_winding_down, true);
	lx_gates_open_all();
	lx_locks_free_all();
	lx_sections_end_all();
}

static void unlock_spaces(void)
{
	int thread, mm, via;

	for (thread = 0; thread < LX_THREADS; thread++)
		for (mm = 0; mm < LX_MMS; mm++)
			for (via = 0; via < 2; via++)
				if (lx_threads[thread].locks[mm][via].held)
					lx_mm_unlock(thread, mm, via);
}

static int wait_for_frees(void)
{
	int ms;

	mmu_notifier_synchronize();
	for (ms = 0; atomic_read(&lx_frees_pending) && ms < FREES_MS; ms++)
		usleep_range(500, 1000);
	return atomic_read(&lx_frees_pending) ? -EBUSY : 0;
}

/* The space is left to itself if somebody else still has it. */
static void drop_space(struct lx_mm *mm)
{
	int tries;

	while (!mm->freed && atomic_read(&mm->mm->mm_users) > mm->tasks)
		mmput(mm->mm);
	for (; mm->grabs > 0; mm->grabs--)
		mmdrop(mm->mm);
	for (tries = 0; !mm->dropped && atomic_read(&mm->mm->mm_count) > 1 && tries < FREED_TRIES; tries++)
		lx_visit_processors();
	if (!mm->dropped && atomic_read(&mm->mm->mm_count) == 1)
		mmdrop(mm->mm);
	fput(mm->file);
	memset(mm, 0, sizeof(*mm));
}

static void forget_threads(void)
{
	int i;

	for (i = 0; i < LX_THREADS; i++) {
		struct task_struct *task = lx_threads[i].task;

		memset(&lx_threads[i], 0, sizeof(lx_threads[i]));
		lx_threads[i].task = task;
	}
}

/* When every thread is idle. The space of the process stays: no free run uses it. */
int lx_forget_all(void)
{
	int i;

	unlock_spaces();
	if (lx_subscribers_undo() && wait_for_frees() < 0)
		return -EBUSY;
	for (i = 0; i < LX_MMS; i++)
		if (lx_mms[i].mm && lx_mms[i].bare)
			drop_space(&lx_mms[i]);
	lx_scripts_forget();
	lx_subscribers_forget();
	lx_gates_forget();
	lx_events_forget();
	forget_threads();
	WRITE_ONCE(lx_winding_down, false);
	return 0;
}

/* What an operation would otherwise do on the way. */
void lx_race_prepare(bool reverse_map)
{
	if (!lx_raw_sections())
		lx_need_mapping(0);
	if (reverse_map)
		lx_need_reverse_map(0);
}
