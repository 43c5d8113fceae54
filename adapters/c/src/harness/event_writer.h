/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_EVENT_WRITER_H
#define HARNESS_EVENT_WRITER_H

#include "base/buffer.h"

/*
 * For the files that write events: starts one of the calling thread, to be filled with members;
 * the log is locked until commit. NULL in a free run, where nothing is to be written or committed.
 */
struct buffer *event_begin(const char *event);
void event_commit(void);

#endif
