// SPDX-License-Identifier: GPL-2.0-only
/*
 * Complete sections as a driver can cause them on any kernel: by an exported function that takes
 * pages out of a mapping. A bare address space gets a mapping, with nothing in it, when it first
 * needs one.
 */
#include <linux/kthread.h>
#include <linux/mman.h>

#include "mmuspec.h"

/* Wherever scenarios have ranges, also in disguise. */
#define WINDOW (1ul << 42)

struct window {
	struct mm_struct *mm;
	struct completion done;
};

static int map(void *argument)
{
	struct window *window = argument;

	kthread_use_mm(window->mm);
	vm_mmap(NULL, 0, WINDOW, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, 0);
	kthread_unuse_mm(window->mm);
	complete(&window->done);
	return 0;
}

static bool is_mapped(struct mm_struct *mm, unsigned long start)
{
	struct vm_area_struct *vma = find_vma(mm, start);

	return vma && vma->vm_start <= start;
}

/* Not while anybody holds mmap_lock: whoever waits for it then comes here again. */
void lx_need_mapping(int mm)
{
	struct window window = { .mm = lx_mms[mm].mm };
	bool mapped;

	if (!lx_mms[mm].bare || !down_write_trylock(&window.mm->mmap_lock))
		return;
	mapped = is_mapped(window.mm, 0);
	up_write(&window.mm->mmap_lock);
	init_completion(&window.done);
	if (mapped || IS_ERR(kthread_run(map, &window, "mmuspec-map")))
		return;
	wait_for_completion(&window.done);
	lx_visit_processors();
}

static void zap(int mm, unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma = find_vma(lx_mms[mm].mm, start);

#if HAS_ZAP_SINGLE
	zap_page_range_single(vma, start, end - start, NULL);
#else
	zap_page_range(vma, start, end - start);
#endif
}

struct lx_value lx_mapped_section(int thread, int mm, unsigned long start, unsigned long end)
{
	lx_need_mapping(mm);
	lx_section_lock(thread, mm, 0);
	if (!is_mapped(lx_mms[mm].mm, start)) {
		lx_section_unlock(thread, mm, 0);
		lx_need_mapping(mm);
		lx_section_lock(thread, mm, 0);
	}
	if (is_mapped(lx_mms[mm].mm, start))
		zap(mm, start, end);
	else
		lx_warn(thread, LX_WARN_unmapped);
	lx_section_unlock(thread, mm, 0);
	return lx_nothing();
}
