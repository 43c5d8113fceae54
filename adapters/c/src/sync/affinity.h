/* SPDX-License-Identifier: MIT */
#ifndef SYNC_AFFINITY_H
#define SYNC_AFFINITY_H

/*
 * Which CPU a thread runs on. Threads that spin for each other look to a busy machine's scheduler
 * as if they could share one CPU, and then they take turns instead of racing. Where the system
 * has no such call, nothing happens.
 */

/* How many CPUs this process may use; at least 1. */
unsigned affinity_cpus(void);

/* Binds the calling thread to the n-th of them (counted round and round). */
void affinity_bind(unsigned long n);

/* Lets the calling thread run on all of them. */
void affinity_release(void);

#endif
