import type { Program } from "./program.ts";
import { type Bounds, Tally } from "./result.ts";
import type { Search } from "./search.ts";

/** A small generator of pseudo-random numbers in [0,1): the same seed gives the same numbers (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** How many times an execution may change its mind about who goes first. */
const DEPTH = 3;

/** The thread of the highest priority among those in the mask. */
function highest(mask: number, priorities: readonly number[]): number {
  let best = -1;
  for (const [thread, priority] of priorities.entries()) {
    const can = (mask & (1 << thread)) !== 0;
    if (can && (best < 0 || priority > (priorities[best] ?? 0))) best = thread;
  }
  return best;
}

/**
 * Random orders with priorities (PCT: Burckhardt, Kothari, Musuvathi, Nagarakatti, ASPLOS 2010):
 * the thread of the highest priority runs, and at a few random steps the running one drops to the
 * bottom. Finds a bug that needs d such changes with a known probability.
 */
export function* randomSearch(program: Program, iterations: number, seed: number, bounds: Bounds = {}): Search {
  const random = randomNumbers(seed);
  const tally = new Tally({ ...bounds, maxExecutions: Math.min(iterations, bounds.maxExecutions ?? iterations) });
  let length = 50;
  for (;;) {
    const execution = program.start();
    const priorities = Array.from({ length: program.threads }, () => 1 + random());
    const changes = new Set(Array.from({ length: DEPTH - 1 }, () => Math.floor(random() * length)));
    const order: number[] = [];
    for (let enabled = execution.enabled(); enabled !== 0; enabled = execution.enabled()) {
      const best = highest(enabled, priorities);
      if (changes.has(order.length)) priorities[best] = random() / 2;
      execution.redo(best);
      order.push(best);
    }
    length = Math.max(1, order.length);
    tally.steps += order.length;
    tally.ended(execution.outcome(), order);
    const next = tally.next();
    if (next === "pause") yield;
    else if (next !== "go") return tally.result(next);
  }
}
