import { bit, lowest, type Program } from "./program.ts";
import { type Exploration, Tally } from "./result.ts";

/** Who watches a replay. */
export interface Watch {
  before?(thread: number): void;
  after?(): void;
}

/**
 * One execution in a given order. Where the order names a thread that cannot go on, or ends early,
 * the lowest thread that can goes on instead.
 *
 * @param watch - told before and after each step
 */
export function replay(program: Program, order: readonly number[], watch: Watch = {}): Exploration {
  const tally = new Tally({});
  const execution = program.start();
  const taken: number[] = [];
  const rest = [...order];
  for (let enabled = execution.enabled(); enabled !== 0; enabled = execution.enabled()) {
    const wanted = rest.shift();
    const possible = wanted !== undefined && (enabled & bit(wanted)) !== 0;
    const thread = possible ? wanted : lowest(enabled);
    watch.before?.(thread);
    execution.redo(thread);
    watch.after?.();
    taken.push(thread);
    tally.steps += 1;
  }
  tally.ended(execution.outcome(), taken);
  return tally.result("max-executions");
}
