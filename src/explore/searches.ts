import { dependent, type Footprint } from "../kernel/access.ts";
import { bit, type Execution, type Program } from "./program.ts";
import { type Bounds, type Exploration, Tally } from "./result.ts";

function replay(program: Program, prefix: readonly number[]): Execution {
  const execution = program.start();
  for (const thread of prefix) execution.redo(thread);
  return execution;
}

function goesOn(tally: Tally): boolean {
  const next = tally.next();
  return next === "go" || next === "pause";
}

/** Every order, without any reduction: what the others are compared with. Exponential. */
export function plainSearch(program: Program, bounds: Bounds = {}): Exploration {
  const tally = new Tally(bounds);
  const visit = (prefix: number[]): boolean => {
    const execution = replay(program, prefix);
    const enabled = execution.enabled();
    if (enabled === 0) {
      tally.ended(execution.outcome(), prefix);
      return goesOn(tally);
    }
    for (let thread = 0; thread < program.threads; thread += 1) {
      if ((enabled & bit(thread)) !== 0 && !visit([...prefix, thread])) return false;
    }
    return true;
  };
  return tally.result(visit([]) ? undefined : "max-executions");
}

/**
 * Sleep sets alone: every enabled thread is tried everywhere, unless it sleeps. Its complete
 * executions are exactly one for each class of equivalent orders, which makes it the measure of
 * the faster search (Godefroid 1996).
 */
export function sleepSetSearch(program: Program, bounds: Bounds = {}): Exploration {
  const tally = new Tally(bounds);
  const visit = (prefix: number[], inherited: ReadonlyMap<number, Footprint>): boolean => {
    const execution = replay(program, prefix);
    const enabled = execution.enabled();
    if (enabled === 0) {
      tally.ended(execution.outcome(), prefix);
      return goesOn(tally);
    }
    const sleep = new Map(inherited);
    let tried = false;
    for (let thread = 0; thread < program.threads; thread += 1) {
      if ((enabled & bit(thread)) === 0 || sleep.has(thread)) continue;
      tried = true;
      const footprint = replay(program, prefix).step(thread);
      const next = new Map([...sleep].filter(([, other]) => !dependent(other, footprint)));
      if (!visit([...prefix, thread], next)) return false;
      sleep.set(thread, footprint);
    }
    if (!tried) tally.redundant += 1;
    return true;
  };
  return tally.result(visit([], new Map()) ? undefined : "max-executions");
}
