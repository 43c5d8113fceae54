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

/** Executions that stand where a prefix leads: the first who asks goes on with the one that came here. */
function standing(program: Program, prefix: readonly number[], here: Execution): () => Execution {
  let used = false;
  return () => {
    if (used) return replay(program, prefix);
    used = true;
    return here;
  };
}

/** Every order, without any reduction: what the others are compared with. Exponential. */
export function plainSearch(program: Program, bounds: Bounds = {}): Exploration {
  const tally = new Tally(bounds);
  const visit = (prefix: number[], here: Execution): boolean => {
    const enabled = here.enabled();
    if (enabled === 0) {
      tally.ended(here.outcome(), prefix);
      return goesOn(tally);
    }
    const next = standing(program, prefix, here);
    for (let thread = 0; thread < program.threads; thread += 1) {
      if ((enabled & bit(thread)) === 0) continue;
      const execution = next();
      execution.redo(thread);
      if (!visit([...prefix, thread], execution)) return false;
    }
    return true;
  };
  return tally.result(visit([], program.start()) ? undefined : "max-executions");
}

/**
 * Sleep sets alone: every enabled thread is tried everywhere, unless it sleeps. Its complete
 * executions are exactly one for each class of equivalent orders, which makes it the measure of
 * the faster search (Godefroid 1996).
 */
export function sleepSetSearch(program: Program, bounds: Bounds = {}): Exploration {
  const tally = new Tally(bounds);
  const visit = (prefix: number[], inherited: ReadonlyMap<number, Footprint>, here: Execution): boolean => {
    const enabled = here.enabled();
    if (enabled === 0) {
      tally.ended(here.outcome(), prefix);
      return goesOn(tally);
    }
    const at = standing(program, prefix, here);
    const sleep = new Map(inherited);
    let tried = false;
    for (let thread = 0; thread < program.threads; thread += 1) {
      if ((enabled & bit(thread)) === 0 || sleep.has(thread)) continue;
      tried = true;
      const execution = at();
      const footprint = execution.step(thread);
      const next = new Map([...sleep].filter(([, other]) => !dependent(other, footprint)));
      if (!visit([...prefix, thread], next, execution)) return false;
      sleep.set(thread, footprint);
    }
    if (!tried) tally.redundant += 1;
    return true;
  };
  return tally.result(visit([], new Map(), program.start()) ? undefined : "max-executions");
}
