import type { Exploration } from "./result.ts";

/** A search as a coroutine: it yields now and then, so that whoever drives it can see to other things, or give up. */
export type Search<R = Exploration> = Generator<undefined, R>;

/** Runs a search to its end. */
export function runNow<R>(search: Search<R>): R {
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return value;
  }
}

/** The same, and signals and timers have their turn in between. */
export async function runBreathing<R>(search: Search<R>): Promise<R> {
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
