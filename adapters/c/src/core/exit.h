/* SPDX-License-Identifier: MIT */
#ifndef CORE_EXIT_H
#define CORE_EXIT_H

struct mm;

/*
 * What the end of an address space means to its subscribers: a RELEASE section for the interval
 * notifiers, then release for those on the list, and only then the end of what is mapped.
 */
void exit_mmap(struct mm *mm);

#endif
