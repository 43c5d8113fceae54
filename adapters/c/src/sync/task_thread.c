/* SPDX-License-Identifier: MIT */
#include "sync/task_thread.h"

#include <stdlib.h>

/* Each task's stack. Scripts can nest calls; context.h bounds how deeply. */
#define STACK_BYTES ((size_t)1024 * 1024)

struct task *task_with_thread(void *(*thread_main)(void *))
{
    struct task *task = calloc(1, sizeof(*task));
    pthread_attr_t attr;
    int failed;

    if (!task)
        return NULL;
    pthread_cond_init(&task->cond, NULL);
    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, STACK_BYTES);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    failed = pthread_create(&task->thread, &attr, thread_main, task);
    pthread_attr_destroy(&attr);
    task->pooled = true;
    if (failed) {
        free(task);
        return NULL;
    }
    return task;
}
