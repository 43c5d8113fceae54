/* SPDX-License-Identifier: MIT */
#include "sync/waitlist.h"

void waitlist_wait(struct waitlist *list, pthread_mutex_t *mutex, int mode, struct wait_reason on)
{
    struct waiter self = {.task = task_current(), .mode = mode};

    if (list->tail)
        list->tail->next = &self;
    else
        list->head = &self;
    list->tail = &self;
    monitor_sleep(mutex, on);
}

bool waitlist_wake_one(struct waitlist *list)
{
    struct waiter *first = list->head;

    if (!first)
        return false;
    list->head = first->next;
    if (!list->head)
        list->tail = NULL;
    monitor_wake(first->task); /* the waiter is gone once it runs, which needs the owner's mutex */
    return true;
}

void waitlist_wake_all(struct waitlist *list)
{
    while (waitlist_wake_one(list))
        ;
}
