import type { Footprint } from "../kernel/access.ts";

/** A snapshot: as many whole numbers from 0 to 65,535 as the model says. */
export type State = number[];

/**
 * A program as an explicit state machine. Its states can be kept, compared and continued in several
 * ways, which threads of code cannot: so every state is visited once, however many orders lead there.
 */
export interface Model {
  /** The number of threads, at most 31. */
  readonly threads: number;
  /** How many numbers a state has. Equal numbers are equal states. */
  readonly width: number;
  initial(): State;
  /** The threads that can go on, as a bit mask. */
  enabled(state: State): number;
  /** The threads that have ended, as a bit mask. */
  ended(state: State): number;
  /** Makes the state what it is after a thread's next step. */
  step(state: State, thread: number): void;
  /** What was observed, as one line of text; asked where nobody can go on. */
  outcome(state: State): string;
  /** What a thread's next step touches, for searches that look at orders. */
  footprint(state: State, thread: number): Footprint;
}
