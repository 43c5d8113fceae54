import { ACQUIRE, AFTER, type Footprint, modeOf, objectOf, pack, READ, RELEASE } from "../kernel/access.ts";

/** A vector clock: per thread, how many of its steps come before. Never changed once it is part of a step. */
export type Clock = readonly number[];

/** One executed step. */
export interface Step {
  readonly thread: number;
  /** How many steps of its thread came before it, plus one. */
  readonly index: number;
  readonly footprint: Footprint;
  /** What comes before it, itself included. */
  readonly clock: Clock;
  /** See {@link Wanted}: this step was executed where it stands. */
  readonly reversed: false;
}

/** What is known of one object. Replaced as a whole, so that steps can be taken back. */
interface History {
  /** The last step that modified it, in which all the earlier ones are ordered. */
  readonly lastChange: number;
  /** The last change that is no release. */
  readonly lastTaking: number;
  /** Reads since the last change. */
  readonly reads: readonly number[];
  readonly changed: Clock;
  readonly read: Clock;
}

/** What a step replaced. */
interface Undo {
  readonly thread: number;
  readonly clock: Clock;
  readonly objects: readonly number[];
  readonly histories: readonly (History | undefined)[];
}

const NONE: readonly number[] = [];

function join(into: number[], from: Clock): void {
  for (let at = 0; at < from.length; at += 1) {
    const value = from[at] ?? 0;
    if (value > (into[at] ?? 0)) into[at] = value;
  }
}

/** True if a step is ordered before what a clock knows. */
function knows(clock: Clock, { thread, index }: Step): boolean {
  return (clock[thread] ?? 0) >= index;
}

/** True for a lock that is only tried: the step looks at it first, and never waits. */
function isAttempt(acquisition: number, footprint: Footprint): boolean {
  return footprint.includes(pack(objectOf(acquisition), READ));
}

/** The happens-before order of one execution, and the races in it. */
export class HappensBefore {
  readonly steps: Step[] = [];
  private readonly undos: Undo[] = [];
  private readonly clocks: Clock[];
  private readonly histories = new Map<number, History>();

  constructor(threads: number) {
    const zero = new Array<number>(threads).fill(0);
    this.clocks = new Array<Clock>(threads).fill(zero);
  }

  /** What a thread knows before its next step. */
  clockOf(thread: number): Clock {
    return this.clocks[thread] ?? NONE;
  }

  /**
   * The earlier steps that race with a step of this thread that touches this: dependent, not
   * ordered otherwise, with nothing ordered in between, and able to change places with it.
   */
  races(thread: number, footprint: Footprint): readonly number[] {
    const woken = this.joined(AFTER, footprint, this.clockOf(thread));
    // What waits for a lock cannot come before the release that lets it through, but before the taking.
    const admitted = this.joined(ACQUIRE, footprint, woken);
    let found: number[] | undefined;
    for (const access of footprint) found = this.rivals(access, thread, admitted, found);
    for (const access of footprint) {
      if (modeOf(access) !== ACQUIRE) continue;
      found = this.rival(this.histories.get(objectOf(access))?.lastTaking ?? -1, thread, woken, found);
    }
    if (found === undefined || found.length < 2) return found ?? NONE;
    const all = found;
    return all.filter((at) => !all.some((other) => other !== at && this.ordered(at, other)));
  }

  /** A clock with all that came before the changes that accesses of this mode had to wait for. */
  private joined(mode: typeof AFTER | typeof ACQUIRE, footprint: Footprint, clock: Clock): Clock {
    let all: number[] | undefined;
    for (const access of footprint) {
      if (modeOf(access) !== mode || isAttempt(access, footprint)) continue;
      const history = this.histories.get(objectOf(access));
      if (history === undefined) continue;
      all ??= clock.slice();
      join(all, history.changed);
    }
    return all ?? clock;
  }

  private ordered(first: number, second: number): boolean {
    const [a, b] = [this.steps[first], this.steps[second]];
    return a !== undefined && b !== undefined && knows(b.clock, a);
  }

  /** Adds the steps that an access could change places with, as far as its object is concerned. */
  private rivals(access: number, thread: number, before: Clock, found: number[] | undefined): number[] | undefined {
    const history = this.histories.get(objectOf(access));
    const mode = modeOf(access);
    if (history === undefined || mode === AFTER) return found;
    let all = found;
    if (mode !== READ) for (const at of history.reads) all = this.rival(at, thread, before, all);
    return mode === RELEASE ? all : this.rival(history.lastChange, thread, before, all);
  }

  private rival(at: number, thread: number, before: Clock, found: number[] | undefined): number[] | undefined {
    const step = this.steps[at];
    if (step === undefined || step.thread === thread || knows(before, step)) return found;
    if (found === undefined) return [at];
    if (!found.includes(at)) found.push(at);
    return found;
  }

  /** Adds an executed step. */
  add(thread: number, footprint: Footprint): void {
    const before = this.clockOf(thread);
    const clock = before.slice();
    const index = (before[thread] ?? 0) + 1;
    clock[thread] = index;
    for (const access of footprint) {
      const history = this.histories.get(objectOf(access));
      if (history === undefined) continue;
      join(clock, history.changed);
      if (modeOf(access) !== READ) join(clock, history.read);
    }
    this.clocks[thread] = clock;
    this.steps.push({ thread, index, footprint, clock, reversed: false });
    this.undos.push({ thread, clock: before, ...this.record(footprint, clock) });
  }

  private record(footprint: Footprint, clock: Clock): Pick<Undo, "objects" | "histories"> {
    const objects: number[] = [];
    const histories: (History | undefined)[] = [];
    const at = this.steps.length - 1;
    for (const access of footprint) {
      if (modeOf(access) === AFTER) continue;
      const object = objectOf(access);
      const known = this.histories.get(object);
      objects.push(object);
      histories.push(known);
      this.histories.set(object, changed(known, modeOf(access), at, clock));
    }
    return { objects, histories };
  }

  /** Takes back all but the first steps. */
  truncate(length: number): void {
    while (this.steps.length > length) {
      this.steps.pop();
      const undo = this.undos.pop();
      if (undo === undefined) return;
      this.clocks[undo.thread] = undo.clock;
      for (let at = undo.objects.length - 1; at >= 0; at -= 1) this.restore(undo.objects[at] ?? 0, undo.histories[at]);
    }
  }

  private restore(object: number, history: History | undefined): void {
    if (history === undefined) this.histories.delete(object);
    else this.histories.set(object, history);
  }
}

/** The history of an object after one more access; the step's clock has all of the old one in it. */
function changed(history: History | undefined, mode: number, at: number, clock: Clock): History {
  if (mode === READ) {
    const read = history === undefined ? [] : history.read.slice();
    join(read, clock);
    const { lastChange = -1, lastTaking = -1, reads = NONE, changed = NONE } = history ?? {};
    return { lastChange, lastTaking, reads: [...reads, at], changed, read };
  }
  const lastTaking = mode === RELEASE ? (history?.lastTaking ?? -1) : at;
  return { lastChange: at, lastTaking, reads: NONE, changed: clock, read: NONE };
}
