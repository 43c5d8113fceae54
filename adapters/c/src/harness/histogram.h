/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_HISTOGRAM_H
#define HARNESS_HISTOGRAM_H

#include "base/arena.h"
#include "base/buffer.h"

/* How often each text came. */
#define HISTOGRAM_BUCKETS 256

struct tally {
    const char *text;
    size_t length;
    unsigned long count;
    struct tally *same_bucket, *next;
};

struct histogram {
    struct arena *arena;
    struct tally *buckets[HISTOGRAM_BUCKETS];
    struct tally *first, *last; /* in the order in which they came first */
};

void histogram_init(struct histogram *histogram, struct arena *arena);
void histogram_count(struct histogram *histogram, const struct buffer *text);

/* The member `outcomes` of a run's answer: each text is the members of one, without its count. */
void histogram_outcomes(const struct histogram *histogram, struct buffer *out);

#endif
