import type { Footprint } from "../kernel/access.ts";

/** A thread that cannot go on at the end of an execution, and what it was about to do. */
export interface Stuck {
  readonly thread: number;
  /** What its next step would touch. */
  readonly pending: Footprint;
}

/** One execution of a program, from its initial state. */
export interface Execution {
  /** The threads that can go on now, as a bit mask. A thread has the same number in every execution. */
  enabled(): number;
  /** Lets a thread take its next step; answers what that touched. */
  step(thread: number): Footprint;
  /** The same, where what it touches is known or does not matter. */
  redo(thread: number): void;
  /** The threads that have not ended and cannot go on. */
  stuck(): readonly Stuck[];
  /** What was observed, as one line of text: equal lines are equal outcomes. Asked once, when nobody can go on. */
  outcome(): string;
}

/** Something whose orders can be explored: deterministic but for the choice of the thread. */
export interface Program {
  start(): Execution;
  /** The number of threads, at most 31. */
  readonly threads: number;
}

/** The bit of a thread in a mask of threads. */
export function bit(thread: number): number {
  return 1 << thread;
}

/** The lowest thread of a mask that is not empty. */
export function lowest(mask: number): number {
  return 31 - Math.clz32(mask & -mask);
}
