import { dependent, type Footprint } from "../kernel/access.ts";
import { HappensBefore, type Step } from "./happens-before.ts";
import type { Execution, Program } from "./program.ts";
import { type Bounds, type Exploration, Tally } from "./result.ts";

/** A point of the current execution at which another thread may have to be tried. */
interface Node {
  readonly enabled: number;
  /** Threads whose next step was explored here or further up, and nothing dependent has happened since. */
  readonly sleep: Map<number, Footprint>;
  /** Threads that have to be tried here, those already tried included. */
  backtrack: number;
  chosen: number;
  footprint: Footprint;
}

const bit = (thread: number) => 1 << thread;
const lowest = (mask: number) => 31 - Math.clz32(mask & -mask);

/** Threads that sleep, as a mask. */
function asleep(node: Node): number {
  let mask = 0;
  for (const thread of node.sleep.keys()) mask |= bit(thread);
  return mask;
}

/**
 * Source-DPOR with sleep sets: one execution for each class of equivalent orders (Abdulla,
 * Aronis, Jonsson, Sagonas: Source Sets, JACM 2017). Locks follow the section on blocking there:
 * an acquisition races with the earlier acquisition of the same lock, not with its release.
 */
export class SourceDpor {
  private readonly stack: Node[] = [];
  private readonly tally: Tally;

  constructor(
    private readonly program: Program,
    bounds: Bounds = {},
  ) {
    this.tally = new Tally(bounds);
  }

  run(): Exploration {
    do {
      this.execute();
      const cut = this.tally.cut();
      if (cut !== undefined) return this.tally.result(cut);
    } while (this.backtrack());
    return this.tally.result(undefined);
  }

  /** Replays the chosen prefix and goes on to the end. */
  private execute(): void {
    const execution = this.program.start();
    const order = new HappensBefore(this.program.threads);
    const last = this.stack.length - 1;
    for (const [at, node] of this.stack.entries()) {
      const footprint = execution.step(node.chosen);
      // The last choice is new: its races have not been looked for yet.
      if (at === last) this.findRaces(order, node.chosen, footprint);
      node.footprint = footprint;
      order.add(node.chosen, footprint);
    }
    this.tally.steps += this.stack.length;
    this.extend(execution, order);
  }

  private extend(execution: Execution, order: HappensBefore): void {
    for (;;) {
      const enabled = execution.enabled();
      const sleep = this.inherited();
      if (enabled === 0) {
        for (const { thread, pending } of execution.stuck()) this.findRaces(order, thread, pending);
        this.tally.ended(execution.outcome(), () => this.stack.map(({ chosen }) => chosen));
        return;
      }
      const node: Node = { enabled, sleep, backtrack: 0, chosen: -1, footprint: [] };
      const awake = enabled & ~asleep(node);
      if (awake === 0) {
        this.tally.redundant += 1;
        return;
      }
      node.chosen = lowest(awake);
      node.backtrack = bit(node.chosen);
      this.stack.push(node);
      node.footprint = execution.step(node.chosen);
      this.findRaces(order, node.chosen, node.footprint);
      order.add(node.chosen, node.footprint);
      this.tally.steps += 1;
    }
  }

  /** What still sleeps after the last step. */
  private inherited(): Map<number, Footprint> {
    const sleep = new Map<number, Footprint>();
    const parent = this.stack.at(-1);
    if (parent === undefined) return sleep;
    for (const [thread, footprint] of parent.sleep) {
      if (thread !== parent.chosen && !dependent(footprint, parent.footprint)) sleep.set(thread, footprint);
    }
    return sleep;
  }

  /** For each race of this step, sees to it that the other order is tried too. */
  private findRaces(order: HappensBefore, thread: number, footprint: Footprint): void {
    for (const at of order.races(thread, footprint)) {
      const node = this.stack[at];
      if (node === undefined) continue;
      const initials = this.initials(order, at, thread, footprint);
      if ((initials & (node.backtrack | asleep(node))) !== 0) continue;
      const possible = initials & node.enabled;
      if (possible !== 0) node.backtrack |= (possible & bit(thread)) !== 0 ? bit(thread) : bit(lowest(possible));
      else node.backtrack |= node.enabled;
    }
  }

  /**
   * The threads that can begin a reversal: of what followed the step at `at` without depending on
   * it, and then this step, those that need nothing else of it first.
   */
  private initials(order: HappensBefore, at: number, thread: number, footprint: Footprint): number {
    const raced = order.steps[at];
    if (raced === undefined) return 0;
    const free: Step[] = [];
    let seen = 0;
    let initials = 0;
    for (const step of order.steps.slice(at + 1)) {
      if ((step.clock[raced.thread] ?? 0) >= raced.index) continue;
      const needs = free.some((earlier) => (step.clock[earlier.thread] ?? 0) >= earlier.index);
      if ((seen & bit(step.thread)) === 0 && !needs) initials |= bit(step.thread);
      seen |= bit(step.thread);
      free.push(step);
    }
    const before = order.clockOf(thread);
    const needs = free.some(
      (earlier) => (before[earlier.thread] ?? 0) >= earlier.index || dependent(earlier.footprint, footprint),
    );
    return (seen & bit(thread)) === 0 && !needs ? initials | bit(thread) : initials;
  }

  /** Goes back to the deepest point with something left to try. */
  private backtrack(): boolean {
    for (let node = this.stack.at(-1); node !== undefined; node = this.stack.at(-1)) {
      node.sleep.set(node.chosen, node.footprint);
      const left = node.backtrack & ~asleep(node);
      if (left !== 0) {
        node.chosen = lowest(left);
        return true;
      }
      this.stack.pop();
    }
    return false;
  }
}
