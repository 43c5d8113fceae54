// SPDX-License-Identifier: GPL-2.0-only
/*
 * mmap_lock of an address space and the lock of a reverse map that it is in. A section takes the
 * one that protects it unless its thread holds it, and the thread's last section lets it go.
 */
#include "mmuspec.h"

static void take(int mm, int via, bool write)
{
	if (via)
		write ? i_mmap_lock_write(lx_mms[mm].mapping) : i_mmap_lock_read(lx_mms[mm].mapping);
	else
		write ? mmap_write_lock(lx_mms[mm].mm) : mmap_read_lock(lx_mms[mm].mm);
}

static bool try(int mm, int via, bool write)
{
	if (via)
		return down_read_trylock(&lx_mms[mm].mapping->i_mmap_rwsem);
	return write ? down_write_trylock(&lx_mms[mm].mm->mmap_lock) : mmap_read_trylock(lx_mms[mm].mm);
}

void lx_mm_lock(int thread, int mm, int via, bool write)
{
	lx_wait_begin(thread, via ? LX_WAIT_rmap_lock : LX_WAIT_mmap_lock, -1);
	take(mm, via, write);
	lx_wait_end(thread);
	lx_threads[thread].locks[mm][via].held = true;
	lx_threads[thread].locks[mm][via].write = write;
}

bool lx_mm_trylock(int thread, int mm, int via, bool write)
{
	if (!try(mm, via, write))
		return false;
	lx_threads[thread].locks[mm][via].held = true;
	lx_threads[thread].locks[mm][via].write = write;
	return true;
}

void lx_mm_downgrade(int thread, int mm)
{
	if (!lx_threads[thread].locks[mm][0].write)
		return lx_warn(thread, LX_WARN_unlock);
	mmap_write_downgrade(lx_mms[mm].mm);
	lx_threads[thread].locks[mm][0].write = false;
}

void lx_mm_unlock(int thread, int mm, int via)
{
	bool write = lx_threads[thread].locks[mm][via].write;

	if (!lx_threads[thread].locks[mm][via].held)
		return lx_warn(thread, LX_WARN_unlock);
	lx_threads[thread].locks[mm][via].held = false;
	lx_threads[thread].locks[mm][via].write = false;
	if (via)
		i_mmap_unlock_read(lx_mms[mm].mapping);
	else
		write ? mmap_write_unlock(lx_mms[mm].mm) : mmap_read_unlock(lx_mms[mm].mm);
}

void lx_section_lock(int thread, int mm, int via)
{
	if (via)
		lx_need_reverse_map(mm);
	if (!lx_threads[thread].locks[mm][via].held) {
		lx_mm_lock(thread, mm, via, false);
		lx_threads[thread].locks[mm][via].automatic = true;
	}
	lx_threads[thread].locks[mm][via].sections++;
}

bool lx_section_trylock(int thread, int mm, int via)
{
	if (via)
		lx_need_reverse_map(mm);
	if (!lx_threads[thread].locks[mm][via].held) {
		if (!lx_mm_trylock(thread, mm, via, false))
			return false;
		lx_threads[thread].locks[mm][via].automatic = true;
	}
	lx_threads[thread].locks[mm][via].sections++;
	return true;
}

void lx_section_unlock(int thread, int mm, int via)
{
	if (--lx_threads[thread].locks[mm][via].sections > 0 || !lx_threads[thread].locks[mm][via].automatic)
		return;
	lx_threads[thread].locks[mm][via].automatic = false;
	lx_mm_unlock(thread, mm, via);
}
