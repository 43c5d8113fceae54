/* SPDX-License-Identifier: MIT */
#ifndef SYNC_RACE_H
#define SYNC_RACE_H

#include <stdint.h>

/*
 * Delays for free runs. Two threads that run for a microsecond each hardly ever meet in a window
 * of some instructions, so the places where races live are marked by race_point(), and in a free
 * run threads dawdle at some of them. Outside of free runs such a place costs a test.
 *
 * What a thread does is drawn anew for each iteration: nothing; short delays anywhere; delays in
 * windows; or one long delay at one of its points, long enough for others to do all that they
 * have to do. Many races need just one thread to stand still at the one right place, and those
 * that need two of them are mostly between known windows.
 */
struct race {
    uint64_t random; /* 0: not in a free run */
    unsigned passed; /* points in this iteration */
    unsigned points; /* points in the last one: among as many the place of the long delay is drawn */
    unsigned long_at;
    unsigned long_relaxes; /* 0: no long delay */
    unsigned short_in;     /* a short delay at one point of so many; 0: none */
    unsigned window_in;    /* a middling delay at one window of so many; 0: none */
    unsigned yields_in;    /* a long delay is a sched_yield once in so many times */
};

/* Draws what the thread does in one iteration. `seed` tells threads and iterations apart. */
void race_begin(struct race *race, uint64_t seed, unsigned yields_in);
void race_end(struct race *race);

/* A place where another thread may get in between. */
void race_point(void);

/* The same, where it is known to matter: between queueing and waiting, before a deferred walk … */
void race_window(void);

#endif
