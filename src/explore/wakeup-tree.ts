import { dependent, type Footprint } from "../kernel/access.ts";
import type { Clock } from "./happens-before.ts";

/** One step of a sequence that is to be tried. */
export interface Wanted {
  readonly thread: number;
  readonly footprint: Footprint;
  /** How many steps of its thread came before it, plus one. */
  readonly index: number;
  /** What came before it: exact for a step that was executed, what its thread knew for the one that is reversed. */
  readonly clock: Clock;
  /** The step whose race is reversed: in the new order it may touch something else. */
  readonly reversed: boolean;
}

/** A branch of sequences that still have to be tried, in order. */
export interface Branch {
  readonly thread: number;
  /** What its step touches, if that is known for this place. */
  readonly footprint: Footprint | undefined;
  readonly next: Branch[];
}

/** True if the earlier step has to come before the later one. */
function precedes(earlier: Wanted, later: Wanted): boolean {
  if ((later.clock[earlier.thread] ?? 0) >= earlier.index) return true;
  return later.reversed && dependent(earlier.footprint, later.footprint);
}

function firstOf(thread: number, sequence: readonly Wanted[]): number {
  for (let at = 0; at < sequence.length; at += 1) if (sequence[at]?.thread === thread) return at;
  return -1;
}

/** True if the sequence could as well begin with this thread's first step in it: that needs nothing before it. */
export function isInitial(thread: number, sequence: readonly Wanted[]): boolean {
  const at = firstOf(thread, sequence);
  const first = sequence[at];
  if (first === undefined) return false;
  for (let before = 0; before < at; before += 1) {
    const earlier = sequence[before];
    if (earlier !== undefined && precedes(earlier, first)) return false;
  }
  return true;
}

/** The same, or the thread has no step in the sequence and what it would do is independent of all of it. */
function canBegin({ thread, footprint }: Branch, sequence: readonly Wanted[]): boolean {
  if (firstOf(thread, sequence) >= 0) return isInitial(thread, sequence);
  return footprint !== undefined && !sequence.some((step) => dependent(step.footprint, footprint));
}

/**
 * Adds a sequence to the branches of a point, unless one of them leads to an equivalent one. At the
 * point itself only a branch that takes a step of the sequence counts: there the search must be
 * complete, and what the reversed step touches in its new place is not known yet. Further down the
 * tree is only advice what to try first, which saves executions that would turn out to be equal.
 *
 * @param rest - the sequence; what is found in the tree is taken out of it
 */
export function insert(branches: Branch[], rest: Wanted[]): void {
  let list = branches;
  for (;;) {
    const isPoint = list === branches;
    const match = list.find((branch) => (isPoint ? isInitial(branch.thread, rest) : canBegin(branch, rest)));
    if (match === undefined) {
      append(list, rest);
      return;
    }
    const at = firstOf(match.thread, rest);
    if (at >= 0) {
      rest.copyWithin(at, at + 1);
      rest.length -= 1;
    }
    if (rest.length === 0 || match.next.length === 0) return;
    list = match.next;
  }
}

function append(list: Branch[], sequence: readonly Wanted[]): void {
  let at = list;
  for (const { thread, footprint, reversed } of sequence) {
    const branch: Branch = { thread, footprint: reversed ? undefined : footprint, next: [] };
    at.push(branch);
    at = branch.next;
  }
}
