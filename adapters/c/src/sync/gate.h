/* SPDX-License-Identifier: MIT */
#ifndef SYNC_GATE_H
#define SYNC_GATE_H

#include "sync/waitlist.h"

/* A gate is closed until it is opened, and stays open from then on. */
struct gate {
    pthread_mutex_t raw;
    bool open;
    struct waitlist waiters;
    const char *name;
};

void gate_init(struct gate *gate, const char *name);
void gate_pass(struct gate *gate);
bool gate_is_open(struct gate *gate);
void gate_open(struct gate *gate);

#endif
