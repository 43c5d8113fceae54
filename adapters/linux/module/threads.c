// SPDX-License-Identifier: GPL-2.0-only
/* Who runs, and what it waits for as far as this module knows. */
#include "mmuspec.h"

struct lx_thread lx_threads[LX_THREADS];
struct lx_mm lx_mms[LX_MMS];

int lx_current_thread(void)
{
	int i;

	for (i = 0; i < LX_THREADS; i++) {
		struct lx_servant *servant = READ_ONCE(lx_threads[i].servant);

		if (lx_threads[i].task == current || (servant && servant->task == current))
			return i;
	}
	return -1;
}

int lx_mm_index(struct mm_struct *mm)
{
	int i;

	for (i = 0; i < LX_MMS; i++)
		if (mm && lx_mms[i].mm == mm)
			return i;
	return -1;
}

void lx_wait_begin(int thread, enum lx_wait wait, int name)
{
	if (thread < 0)
		return;
	lx_threads[thread].wait_name = name;
	smp_wmb();
	WRITE_ONCE(lx_threads[thread].wait, wait);
}

void lx_wait_end(int thread)
{
	if (thread >= 0)
		WRITE_ONCE(lx_threads[thread].wait, LX_WAIT_none);
}
