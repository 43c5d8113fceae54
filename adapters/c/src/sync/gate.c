/* SPDX-License-Identifier: MIT */
#include "sync/gate.h"

#include "sync/raw.h"

void gate_init(struct gate *gate, const char *name)
{
    *gate = (struct gate){.name = name};
    pthread_mutex_init(&gate->raw, NULL);
}

void gate_pass(struct gate *gate)
{
    race_point();
    raw_lock(&gate->raw);
    if (!gate->open)
        waitlist_wait(&gate->waiters, &gate->raw, 0, (struct wait_reason){WAIT_GATE, gate->name});
    raw_unlock(&gate->raw);
}

bool gate_is_open(struct gate *gate)
{
    bool open;

    raw_lock(&gate->raw);
    open = gate->open;
    raw_unlock(&gate->raw);
    return open;
}

void gate_open(struct gate *gate)
{
    raw_lock(&gate->raw);
    gate->open = true;
    waitlist_wake_all(&gate->waiters);
    raw_unlock(&gate->raw);
}
