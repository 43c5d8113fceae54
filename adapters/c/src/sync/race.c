/* SPDX-License-Identifier: MIT */
#include "sync/race.h"

#include "sync/monitor.h"
#include "sync/spin.h"

#define SHORT_RELAXES 24
#define WINDOW_RELAXES 64
#define FIRST_GUESS 16 /* points of a thread of which nothing is known yet */

/* xorshift64: never 0 for a state that is not 0. */
static uint64_t draw(struct race *race)
{
    race->random ^= race->random << 13;
    race->random ^= race->random >> 7;
    race->random ^= race->random << 17;
    return race->random >> 11;
}

/* The finaliser of splitmix64: neighbouring seeds lead to unrelated sequences. */
static uint64_t mix(uint64_t seed)
{
    seed += 0x9e3779b97f4a7c15u;
    seed = (seed ^ seed >> 30) * 0xbf58476d1ce4e5b9u;
    seed = (seed ^ seed >> 27) * 0x94d049bb133111ebu;
    return (seed ^ seed >> 31) | 1;
}

void race_begin(struct race *race, uint64_t seed, unsigned yields_in)
{
    unsigned points = race->points ? race->points : FIRST_GUESS;

    *race = (struct race){.random = mix(seed), .points = points, .yields_in = yields_in};
    switch (draw(race) % 8) {
    case 0:
        return;
    case 1:
        race->short_in = 2;
        return;
    case 2:
    case 3:
        race->window_in = 2;
        return;
    case 4:
    case 5:
        race->window_in = 2;
        break;
    default:
        break;
    }
    race->long_at = (unsigned)(draw(race) % points);
    race->long_relaxes = 16u << draw(race) % 4;
    if (draw(race) % 16 == 0)
        race->long_relaxes <<= 4; /* time enough for a thread that has to be woken first */
}

void race_end(struct race *race)
{
    race->points = race->passed;
    race->random = 0;
}

/* NULL outside of free runs. */
static struct race *racing(void)
{
    struct task *task = task_current();

    return task && task->race.random ? &task->race : NULL;
}

static void dawdle(unsigned relaxes)
{
    while (relaxes-- > 0)
        cpu_relax();
}

void race_point(void)
{
    struct race *race = racing();

    if (!race)
        return;
    if (race->long_relaxes && race->passed == race->long_at) {
        if (race->yields_in && draw(race) % race->yields_in == 0)
            sched_yield();
        else
            dawdle(race->long_relaxes);
    }
    if (race->short_in && draw(race) % race->short_in == 0)
        dawdle((unsigned)(draw(race) % SHORT_RELAXES));
    race->passed++;
}

void race_window(void)
{
    struct race *race = racing();

    if (race && race->window_in && draw(race) % race->window_in == 0)
        dawdle((unsigned)(draw(race) % WINDOW_RELAXES));
    race_point();
}
