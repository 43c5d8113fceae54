/* SPDX-License-Identifier: MIT */
#ifndef CORE_REPORT_H
#define CORE_REPORT_H

/*
 * What the core has to say. The core only declares these; whoever uses it supplies them
 * (harness/events.c turns them into events).
 */

/* A diagnosis, like a WARN: says what is wrong and goes on. */
void report_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Information, like a pr_info. */
void report_message(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A fatal check, like a BUG: the calling thread never goes on. */
_Noreturn void report_fatal(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * An object is met whose life has ended. A fatal check; but where memory that has ended stays
 * as it is (free runs, see subscriber.c) it is written down, and the caller can go on.
 */
void report_use_after_end(const char *what);

/* The structure of an address space was freed. */
void report_mm_free(const char *mm);

/* A place where a test may stop a thread; see `points` in the handshake. */
void reach_point(const char *point);

#endif
