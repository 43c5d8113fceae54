import type { Footprint } from "../kernel/access.ts";

/**
 * A program as an explicit state machine. Its states can be kept, compared and continued in several
 * ways, which threads of code cannot: so every state is visited once, however many orders lead there.
 */
export interface Model<S> {
  /** The number of threads, at most 31. */
  readonly threads: number;
  initial(): S;
  /** The threads that can go on, as a bit mask. */
  enabled(state: S): number;
  /** The threads that have ended, as a bit mask. */
  ended(state: S): number;
  /** The state after a thread's next step; the given one stays as it is. */
  step(state: S, thread: number): S;
  /** Equal keys are equal states. */
  key(state: S): string | bigint | number;
  /** What was observed, as one line of text; asked where nobody can go on. */
  outcome(state: S): string;
  /** What a thread's next step touches, for searches that look at orders. */
  footprint(state: S, thread: number): Footprint;
}
