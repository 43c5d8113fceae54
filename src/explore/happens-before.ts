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
  /** What its thread knew before it. */
  readonly before: Clock;
  /** See {@link Wanted}: this step was executed where it stands. */
  readonly reversed: false;
}

/** What is known of one object after an access. Never changed, so that steps can be taken back. */
interface History {
  /** The last step that modified it, in which all the earlier ones are ordered. */
  readonly lastChange: number;
  /** The last change that is no release. */
  readonly lastTaking: number;
  /** Reads since the last change. */
  readonly reads: readonly number[];
  readonly changed: Clock;
  readonly read: Clock;
  /** The same before that access. */
  readonly before: History | undefined;
}

/** Where an object's newest history is kept. */
interface Cell {
  top: History | undefined;
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

/** A step that may race with earlier ones. */
interface Late {
  readonly thread: number;
  readonly footprint: Footprint;
  /** What its thread knows. */
  readonly clock: Clock;
}

/** The happens-before order of one execution, and the races in it. */
export class HappensBefore {
  readonly steps: Step[] = [];
  private readonly clocks: Clock[];
  private readonly cells = new Map<number, Cell>();

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
    const late: Late = { thread, footprint, clock: this.clockOf(thread) };
    let found: number[] | undefined;
    // What waits for a lock cannot come before the release that lets it through, but before the taking.
    for (const access of footprint) found = this.rivals(access, late, found);
    for (const access of footprint) {
      if (modeOf(access) !== ACQUIRE) continue;
      found = this.rival(this.historyOf(access)?.lastTaking ?? -1, late, false, found);
    }
    if (found === undefined || found.length < 2) return found ?? NONE;
    const all = found;
    return all.filter((at) => !all.some((other) => other !== at && this.ordered(at, other)));
  }

  private historyOf(access: number): History | undefined {
    return this.cells.get(objectOf(access))?.top;
  }

  /**
   * True if a step comes before the late one whatever the search does: its thread knows of it, or somebody does
   * whom the late step has to wait for.
   *
   * @param admitted - locks that it takes count as waits
   */
  private isKnown(step: Step, { footprint, clock }: Late, admitted: boolean): boolean {
    if (knows(clock, step)) return true;
    for (const access of footprint) {
      const mode = modeOf(access);
      const waits = mode === AFTER || (admitted && mode === ACQUIRE && !isAttempt(access, footprint));
      if (!waits) continue;
      const history = this.historyOf(access);
      if (history !== undefined && knows(history.changed, step)) return true;
    }
    return false;
  }

  private ordered(first: number, second: number): boolean {
    const a = this.steps[first];
    const b = this.steps[second];
    return a !== undefined && b !== undefined && knows(b.clock, a);
  }

  /** Adds the steps that an access could change places with, as far as its object is concerned. */
  private rivals(access: number, late: Late, found: number[] | undefined): number[] | undefined {
    const mode = modeOf(access);
    if (mode === AFTER) return found;
    const history = this.historyOf(access);
    if (history === undefined) return found;
    let all = found;
    if (mode !== READ) for (const at of history.reads) all = this.rival(at, late, true, all);
    return mode === RELEASE ? all : this.rival(history.lastChange, late, true, all);
  }

  private rival(at: number, late: Late, admitted: boolean, found: number[] | undefined): number[] | undefined {
    const step = this.steps[at];
    if (step === undefined || step.thread === late.thread || this.isKnown(step, late, admitted)) return found;
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
      const history = this.historyOf(access);
      if (history === undefined) continue;
      join(clock, history.changed);
      if (modeOf(access) !== READ) join(clock, history.read);
    }
    this.clocks[thread] = clock;
    const at = this.steps.push({ thread, index, footprint, clock, before, reversed: false }) - 1;
    for (const access of footprint) if (modeOf(access) !== AFTER) this.record(access, at, clock);
  }

  private record(access: number, at: number, clock: Clock): void {
    const object = objectOf(access);
    let cell = this.cells.get(object);
    if (cell === undefined) {
      cell = { top: undefined };
      this.cells.set(object, cell);
    }
    cell.top = changed(cell.top, modeOf(access), at, clock);
  }

  /** Takes back all but the first steps. */
  truncate(length: number): void {
    while (this.steps.length > length) {
      const step = this.steps.pop();
      if (step === undefined) return;
      this.clocks[step.thread] = step.before;
      // Each access has put one history on top of its object's.
      for (const access of step.footprint) if (modeOf(access) !== AFTER) this.takeBack(access);
    }
  }

  private takeBack(access: number): void {
    const cell = this.cells.get(objectOf(access));
    if (cell !== undefined) cell.top = cell.top?.before;
  }
}

/** The history of an object after one more access; the step's clock has all of the old one in it. */
function changed(before: History | undefined, mode: number, at: number, clock: Clock): History {
  if (mode !== READ) {
    const lastTaking = mode === RELEASE ? (before?.lastTaking ?? -1) : at;
    return { lastChange: at, lastTaking, reads: NONE, changed: clock, read: NONE, before };
  }
  if (before === undefined) return { lastChange: -1, lastTaking: -1, reads: [at], changed: NONE, read: clock, before };
  const { lastChange, lastTaking, reads } = before;
  // The first to read knows all that was known of the object; the next ones may not know one another.
  const read = reads.length === 0 ? clock : joinedClock(before.read, clock);
  return { lastChange, lastTaking, reads: [...reads, at], changed: before.changed, read, before };
}

function joinedClock(a: Clock, b: Clock): Clock {
  const all = a.slice();
  join(all, b);
  return all;
}
