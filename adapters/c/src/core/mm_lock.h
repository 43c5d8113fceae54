/* SPDX-License-Identifier: MIT */
#ifndef CORE_MM_LOCK_H
#define CORE_MM_LOCK_H

#include <stdbool.h>

#include "sync/rwsem.h"

struct mm;

/*
 * The two locks of an address space, with their holders. A task's own holds decide whether a
 * section has to take a lock, and whether a caller that promises to hold one does.
 */
enum mm_lock { MM_MMAP_LOCK, MM_RMAP_LOCK };

void mm_lock(struct mm *mm, enum mm_lock which, enum rw_mode mode);
bool mm_trylock(struct mm *mm, enum mm_lock which, enum rw_mode mode);
/* Lets go of the calling task's hold (of its own, not of one that a section took); false without one. */
bool mm_unlock(struct mm *mm, enum mm_lock which);
/* False unless the calling task holds it for write. */
bool mm_downgrade(struct mm *mm, enum mm_lock which);
bool mm_holds_write(struct mm *mm, enum mm_lock which);

/*
 * A section's need for a lock: taken for read unless this task holds the lock already, and let
 * go with the task's last section that needs it. Without `wait`, false if it cannot be had at once.
 */
bool section_lock(struct mm *mm, enum mm_lock which, bool wait);
void section_unlock(struct mm *mm, enum mm_lock which);

#endif
