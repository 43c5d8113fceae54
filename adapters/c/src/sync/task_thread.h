/* SPDX-License-Identifier: MIT */
#ifndef SYNC_TASK_THREAD_H
#define SYNC_TASK_THREAD_H

#include "sync/monitor.h"

/* A task with a POSIX thread of its own, which runs `thread_main` with it; NULL if there can be no more. */
struct task *task_with_thread(void *(*thread_main)(void *));

#endif
