import fc from "fast-check";
import type { Machine, State } from "../../src/explore/models/machine.ts";

/** One thread as an async function, as somebody would write it who tests with fast-check: a step for each await. */
async function runThread(machine: Machine, state: State, thread: number, scheduler: fc.Scheduler, steps: Steps) {
  for (let next = machine.at(state, thread); next !== undefined; next = machine.at(state, thread)) {
    await scheduler.schedule(Promise.resolve());
    while (next.ready !== undefined && !next.ready(state)) {
      await steps.next();
      await scheduler.schedule(Promise.resolve());
    }
    machine.step(state, thread);
    steps.taken();
  }
}

/** Lets those who wait look again after each step. */
class Steps {
  private waiting: (() => void)[] = [];

  next(): Promise<void> {
    return new Promise((resolve) => void this.waiting.push(resolve));
  }

  taken(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** Runs a model so many times, in orders that fast-check's scheduler draws; the outcomes that were seen. */
export async function runUnderFastCheck(machine: Machine, numRuns: number, seed: number): Promise<Set<string>> {
  const seen = new Set<string>();
  const threads = Array.from({ length: machine.threads }, (_, thread) => thread);
  const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    const state = machine.initial();
    const steps = new Steps();
    await scheduler.waitFor(Promise.all(threads.map((thread) => runThread(machine, state, thread, scheduler, steps))));
    seen.add(machine.outcome(state));
  });
  await fc.assert(property, { numRuns, seed });
  return seen;
}
