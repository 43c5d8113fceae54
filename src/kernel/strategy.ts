import type { KThread } from "./thread.ts";

/** Chooses who runs next among the runnable threads; undefined when nobody can. */
export type Strategy = (threads: readonly KThread[], last: KThread | undefined) => KThread | undefined;

/** Stays with a thread until it blocks or ends, then takes the oldest that can run. */
export const runToCompletion: Strategy = (threads, last) =>
  last?.runnable === true ? last : threads.find((thread) => thread.runnable);
