/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_AGE_H
#define MEMORY_AGE_H

#include "core/chain.h"

/* True if CPUs or subscribers have used [start,end) since it was aged; unless it is a test, it is aged now. */
bool memory_age(struct mm *mm, uint64_t start, uint64_t end, enum ageing how);

#endif
