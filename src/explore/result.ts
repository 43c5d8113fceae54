/** Why an exploration ended before it was complete. */
export type Cut = "max-executions" | "max-seconds" | "interrupted";

/** One outcome, how many executions ended in it, and an order that leads there. */
export interface Reached {
  count: number;
  /** The threads in the order of their steps. */
  witness: readonly number[];
  /** How often the order goes from one thread to another. */
  switches: number;
}

/** How often an order goes from one thread to another. */
export function switchesOf(order: readonly number[]): number {
  let switches = 0;
  for (let at = 1; at < order.length; at += 1) if (order[at] !== order[at - 1]) switches += 1;
  return switches;
}

/** What an exploration found. */
export interface Exploration {
  /** True only if every order was covered. */
  readonly complete: boolean;
  readonly cut?: Cut;
  /** Executions that ran to their end. */
  readonly executions: number;
  /** Executions that were given up because an equal one had been seen: pure overhead. */
  readonly redundant: number;
  readonly steps: number;
  readonly outcomes: ReadonlyMap<string, Reached>;
}

/** Bounds of an exploration, and who is told how it goes. */
export interface Bounds {
  readonly maxExecutions?: number;
  readonly maxSeconds?: number;
  /** Asked now and then; true ends the exploration. */
  readonly interrupted?: () => boolean;
  /** Told now and then how many executions there were. */
  readonly progress?: (executions: number) => void;
}

/** After how many executions the clock is looked at. */
const CHECK_EVERY = 16;
/** After how many milliseconds a search lets others have their turn. */
const TURN_MS = 50;

/** Counts executions and outcomes, and says when a bound is reached. */
export class Tally {
  executions = 0;
  redundant = 0;
  steps = 0;
  readonly outcomes = new Map<string, Reached>();
  private readonly deadline: number;
  private turn = performance.now();

  constructor(private readonly bounds: Bounds) {
    this.deadline = bounds.maxSeconds === undefined ? Number.POSITIVE_INFINITY : this.turn + bounds.maxSeconds * 1000;
  }

  /** An execution has ended. Of the orders that lead to an outcome the one with the fewest switches is kept. */
  ended(outcome: string, order: readonly number[]): void {
    this.executions += 1;
    const switches = switchesOf(order);
    const known = this.outcomes.get(outcome);
    if (known === undefined) {
      this.outcomes.set(outcome, { count: 1, witness: order.slice(), switches });
      return;
    }
    known.count += 1;
    if (switches >= known.switches) return;
    known.switches = switches;
    known.witness = order.slice();
  }

  /** Asked after each execution: go on, let others have their turn, or stop. */
  next(): "go" | "pause" | Cut {
    const { maxExecutions, interrupted, progress } = this.bounds;
    if (maxExecutions !== undefined && this.executions >= maxExecutions) return "max-executions";
    if ((this.executions + this.redundant) % CHECK_EVERY !== 0) return "go";
    const now = performance.now();
    if (now > this.deadline) return "max-seconds";
    if (now - this.turn < TURN_MS) return "go";
    this.turn = now;
    progress?.(this.executions);
    return interrupted?.() === true ? "interrupted" : "pause";
  }

  result(cut: Cut | undefined): Exploration {
    const { executions, redundant, steps, outcomes } = this;
    return {
      complete: cut === undefined,
      ...(cut === undefined ? {} : { cut }),
      executions,
      redundant,
      steps,
      outcomes,
    };
  }
}
