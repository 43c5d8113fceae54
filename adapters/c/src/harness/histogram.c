/* SPDX-License-Identifier: MIT */
#include "harness/histogram.h"

#include <string.h>

#include "base/json.h"

void histogram_init(struct histogram *histogram, struct arena *arena)
{
    *histogram = (struct histogram){.arena = arena};
}

/* FNV-1a. */
static unsigned bucket_of(const struct buffer *text)
{
    uint32_t hash = 2166136261u;
    size_t i;

    for (i = 0; i < text->length; i++)
        hash = (hash ^ (unsigned char)text->data[i]) * 16777619u;
    return hash % HISTOGRAM_BUCKETS;
}

static struct tally *add(struct histogram *histogram, const struct buffer *text, struct tally **bucket)
{
    struct tally *tally = arena_alloc(histogram->arena, sizeof(*tally));

    tally->text = memcpy(arena_alloc(histogram->arena, text->length + 1), text->data, text->length);
    tally->length = text->length;
    tally->same_bucket = *bucket;
    *bucket = tally;
    if (histogram->last)
        histogram->last->next = tally;
    else
        histogram->first = tally;
    histogram->last = tally;
    return tally;
}

void histogram_count(struct histogram *histogram, const struct buffer *text)
{
    struct tally **bucket = &histogram->buckets[bucket_of(text)];
    struct tally *tally;

    for (tally = *bucket; tally; tally = tally->same_bucket)
        if (tally->length == text->length && memcmp(tally->text, text->data, text->length) == 0)
            break;
    if (!tally)
        tally = add(histogram, text, bucket);
    tally->count++;
}

void histogram_outcomes(const struct histogram *histogram, struct buffer *out)
{
    const struct tally *tally;

    json_key(out, "outcomes");
    json_open(out, '[');
    for (tally = histogram->first; tally; tally = tally->next) {
        json_open(out, '{');
        buffer_append(out, tally->text, tally->length);
        json_member_int(out, "count", (long long)tally->count);
        json_close(out, '}');
    }
    json_close(out, ']');
}
