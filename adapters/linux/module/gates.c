// SPDX-License-Identifier: GPL-2.0-only
/* Gates, which open once, and user locks, which belong to threads. */
#include "mmuspec.h"

static struct {
	bool open;
	wait_queue_head_t wake;
} gates[LX_GATES];

static struct {
	int owner; /* thread + 1; 0: free */
	wait_queue_head_t wake;
} locks[LX_LOCKS];

void lx_gates_init(void)
{
	int i;

	for (i = 0; i < LX_GATES; i++)
		init_waitqueue_head(&gates[i].wake);
	for (i = 0; i < LX_LOCKS; i++)
		init_waitqueue_head(&locks[i].wake);
}

/* Not to be interrupted: a thread that is killed while it waits stays. */
void lx_gate_wait(int thread, int gate)
{
	lx_wait_begin(thread, LX_WAIT_gate, gate);
	wait_event(gates[gate].wake, READ_ONCE(gates[gate].open));
	lx_wait_end(thread);
}

void lx_gate_open(int gate)
{
	WRITE_ONCE(gates[gate].open, true);
	wake_up_all(&gates[gate].wake);
}

bool lx_trylock(int thread, int lock)
{
	return cmpxchg(&locks[lock].owner, 0, thread + 1) == 0;
}

void lx_lock(int thread, int lock)
{
	lx_wait_begin(thread, LX_WAIT_lock, lock);
	wait_event(locks[lock].wake, lx_trylock(thread, lock));
	lx_wait_end(thread);
}

void lx_unlock(int thread, int lock)
{
	if (cmpxchg(&locks[lock].owner, thread + 1, 0) != thread + 1)
		lx_warn(thread, LX_WARN_unlock);
	else
		wake_up(&locks[lock].wake);
}

void lx_gates_open_all(void)
{
	int i;

	for (i = 0; i < LX_GATES; i++)
		lx_gate_open(i);
}

void lx_locks_free_all(void)
{
	int i;

	for (i = 0; i < LX_LOCKS; i++) {
		WRITE_ONCE(locks[i].owner, 0);
		wake_up(&locks[i].wake);
	}
}

void lx_gates_forget(void)
{
	int i;

	for (i = 0; i < LX_GATES; i++)
		gates[i].open = false;
	for (i = 0; i < LX_LOCKS; i++)
		locks[i].owner = 0;
}
