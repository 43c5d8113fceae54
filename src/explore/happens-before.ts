import { ACQUIRE, AFTER, type Footprint, modeOf, objectOf, READ, RELEASE } from "../kernel/access.ts";

/** A vector clock: per thread, how many of its steps come before. */
export type Clock = Int32Array;

/** One executed step. */
export interface Step {
  readonly thread: number;
  /** How many steps of its thread came before it, plus one. */
  readonly index: number;
  readonly footprint: Footprint;
  readonly clock: Clock;
}

/** What is known of one object. */
interface History {
  /** Steps that modified it, in the last of which all the earlier ones are ordered. */
  lastChange: number;
  /** The last change that is no release. */
  lastTaking: number;
  /** Reads since the last change. */
  reads: number[];
  readonly changed: Clock;
  readonly read: Clock;
}

function join(into: Clock, from: Clock): void {
  for (let at = 0; at < into.length; at += 1) {
    const value = from[at] ?? 0;
    if (value > (into[at] ?? 0)) into[at] = value;
  }
}

/** The happens-before order of one execution, and the races in it. */
export class HappensBefore {
  readonly steps: Step[] = [];
  private readonly clocks: Clock[];
  private readonly histories = new Map<number, History>();

  constructor(private readonly threads: number) {
    this.clocks = Array.from({ length: threads }, () => new Int32Array(threads));
  }

  /** What a thread knows before its next step. */
  clockOf(thread: number): Clock {
    return this.clocks[thread] ?? new Int32Array(this.threads);
  }

  /** True if the earlier step is ordered before what this clock knows. */
  private knows(clock: Clock, { thread, index }: Step): boolean {
    return (clock[thread] ?? 0) >= index;
  }

  /**
   * The earlier steps that race with a step of this thread that touches this: dependent, not
   * ordered otherwise, with nothing ordered in between, and able to change places with it.
   */
  races(thread: number, footprint: Footprint): number[] {
    const before = this.clockOf(thread);
    const found = new Set<number>();
    for (const access of footprint) {
      for (const at of this.rivals(access)) {
        const step = this.steps[at];
        if (step !== undefined && step.thread !== thread && !this.knows(before, step)) found.add(at);
      }
    }
    const all = [...found];
    return all.filter((at) => !all.some((other) => other !== at && this.ordered(at, other)));
  }

  private ordered(first: number, second: number): boolean {
    const [a, b] = [this.steps[first], this.steps[second]];
    return a !== undefined && b !== undefined && this.knows(b.clock, a);
  }

  /** The steps that an access could change places with, as far as its object is concerned. */
  private rivals(access: number): readonly number[] {
    const history = this.histories.get(objectOf(access));
    if (history === undefined) return [];
    const mode = modeOf(access);
    if (mode === AFTER) return [];
    if (mode === READ) return [history.lastChange];
    if (mode === RELEASE) return history.reads;
    // What a release let through could not have come before it, but before the one that took it.
    return [...history.reads, mode === ACQUIRE ? history.lastTaking : history.lastChange];
  }

  /** Adds an executed step. */
  add(thread: number, footprint: Footprint): Step {
    const clock = this.clockOf(thread);
    const index = (clock[thread] ?? 0) + 1;
    clock[thread] = index;
    for (const access of footprint) {
      const history = this.historyOf(objectOf(access));
      join(clock, history.changed);
      if (modeOf(access) !== READ) join(clock, history.read);
    }
    const step: Step = { thread, index, footprint, clock: clock.slice() };
    this.steps.push(step);
    for (const access of footprint) this.record(access, this.steps.length - 1, step.clock);
    return step;
  }

  private record(access: number, at: number, clock: Clock): void {
    const mode = modeOf(access);
    if (mode === AFTER) return;
    const history = this.historyOf(objectOf(access));
    if (mode === READ) {
      history.reads.push(at);
      join(history.read, clock);
      return;
    }
    history.lastChange = at;
    if (mode !== RELEASE) history.lastTaking = at;
    history.reads = [];
    join(history.changed, clock);
  }

  private historyOf(object: number): History {
    const known = this.histories.get(object);
    if (known !== undefined) return known;
    const { threads } = this;
    const fresh: History = {
      lastChange: -1,
      lastTaking: -1,
      reads: [],
      changed: new Int32Array(threads),
      read: new Int32Array(threads),
    };
    this.histories.set(object, fresh);
    return fresh;
  }
}
