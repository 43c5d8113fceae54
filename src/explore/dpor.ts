import { dependent, type Footprint } from "../kernel/access.ts";
import { type Clock, HappensBefore } from "./happens-before.ts";
import type { Execution, Program } from "./program.ts";
import { type Bounds, type Exploration, Tally } from "./result.ts";
import { type Branch, canBegin, insert, type Wanted } from "./wakeup-tree.ts";

/** A point of the current execution, with what is still to be tried from here. */
interface Node {
  readonly enabled: number;
  /** Threads whose next step was explored here or further up, and nothing dependent has happened since. */
  readonly sleep: Map<number, Footprint>;
  /** The branches to try, the one that is being explored first. */
  readonly branches: Branch[];
  footprint: Footprint;
}

/** A race that was seen: the earlier step, and the step that could have come before it. */
interface Race {
  readonly at: number;
  readonly late: Wanted;
}

const bit = (thread: number) => 1 << thread;
const lowest = (mask: number) => 31 - Math.clz32(mask & -mask);

/**
 * Optimal dynamic partial-order reduction: source sets, sleep sets and wake-up trees, so that one
 * execution is made for each class of equivalent orders (Abdulla, Aronis, Jonsson, Sagonas: Source
 * Sets, JACM 2017). An acquisition of a lock races with the earlier acquisition, not with the
 * release that let it through; a thread that is stuck at the end takes part in races with what it
 * was about to do.
 */
export class Dpor {
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

  /** Replays the chosen prefix, goes on to the end, and looks for orders that are still to be tried. */
  private execute(): void {
    const execution = this.program.start();
    const order = new HappensBefore(this.program.threads);
    const races: Race[] = [];
    // Races within the part that is replayed were looked at before; the last choice is new.
    const known = this.stack.length - 1;
    for (const [at, node] of this.stack.entries()) this.step(execution, order, node, at < known ? undefined : races);
    while (this.extend(execution, order, races));
    for (const race of races) this.reverse(order, race);
  }

  private step(execution: Execution, order: HappensBefore, node: Node, races: Race[] | undefined): void {
    const [branch] = node.branches;
    if (branch === undefined) throw new Error("nothing was chosen");
    node.footprint = execution.step(branch.thread);
    if (races !== undefined) this.noteRaces(order, branch.thread, node.footprint, races);
    order.add(branch.thread, node.footprint);
    this.tally.steps += 1;
  }

  /** One more step; false at the end of the execution. */
  private extend(execution: Execution, order: HappensBefore, races: Race[]): boolean {
    const enabled = execution.enabled();
    if (enabled === 0) {
      for (const { thread, pending } of execution.stuck()) this.noteRaces(order, thread, pending, races);
      this.tally.ended(execution.outcome(), () => this.stack.map(({ branches }) => branches[0]?.thread ?? -1));
      return false;
    }
    const sleep = this.inheritedSleep();
    const node: Node = { enabled, sleep, branches: this.inheritedBranches(), footprint: [] };
    this.dropHopeless(node);
    if (node.branches.length === 0) {
      let awake = enabled;
      for (const thread of sleep.keys()) awake &= ~bit(thread);
      if (awake === 0) {
        this.tally.redundant += 1;
        return false;
      }
      node.branches.push({ thread: lowest(awake), footprint: undefined, next: [] });
    }
    this.stack.push(node);
    this.step(execution, order, node, races);
    return true;
  }

  /** What still sleeps after the last step. */
  private inheritedSleep(): Map<number, Footprint> {
    const sleep = new Map<number, Footprint>();
    const parent = this.stack.at(-1);
    if (parent === undefined) return sleep;
    const chosen = parent.branches[0]?.thread;
    for (const [thread, footprint] of parent.sleep) {
      if (thread !== chosen && !dependent(footprint, parent.footprint)) sleep.set(thread, footprint);
    }
    return sleep;
  }

  /** What was wanted behind the last step. */
  private inheritedBranches(): Branch[] {
    return this.stack.at(-1)?.branches[0]?.next ?? [];
  }

  /** Takes off branches that cannot begin here; they are covered elsewhere. */
  private dropHopeless(node: Node): void {
    for (let [first] = node.branches; first !== undefined; [first] = node.branches) {
      if ((node.enabled & bit(first.thread)) !== 0 && !node.sleep.has(first.thread)) return;
      node.branches.shift();
    }
  }

  private noteRaces(order: HappensBefore, thread: number, footprint: Footprint, races: Race[]): void {
    const racing = order.races(thread, footprint);
    if (racing.length === 0) return;
    const clock: Clock = order.clockOf(thread).slice();
    const late: Wanted = { thread, footprint, index: (clock[thread] ?? 0) + 1, clock, reversed: true };
    for (const at of racing) races.push({ at, late });
  }

  /** Sees to it that the order in which the late step comes before the early one is tried. */
  private reverse(order: HappensBefore, { at, late }: Race): void {
    const node = this.stack[at];
    const early = order.steps[at];
    if (node === undefined || early === undefined) return;
    const sequence: Wanted[] = [];
    for (const step of order.steps.slice(at + 1)) {
      const follows = (step.clock[early.thread] ?? 0) >= early.index;
      const isLate = step.thread === late.thread && step.index >= late.index;
      if (!follows && !isLate) sequence.push({ ...step, reversed: false });
    }
    sequence.push(late);
    for (const [thread, footprint] of node.sleep) if (canBegin(thread, footprint, sequence)) return;
    insert(node.branches, sequence);
  }

  /** Goes back to the deepest point with something left to try. */
  private backtrack(): boolean {
    for (let node = this.stack.at(-1); node !== undefined; node = this.stack.at(-1)) {
      const [done] = node.branches;
      if (done !== undefined) node.sleep.set(done.thread, node.footprint);
      node.branches.shift();
      this.dropHopeless(node);
      if (node.branches.length > 0) return true;
      this.stack.pop();
    }
    return false;
  }
}
