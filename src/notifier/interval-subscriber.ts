import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "./range.ts";
import type { Mm } from "./subscriptions.ts";

/** struct mmu_interval_notifier_ops. */
export interface IntervalOps {
  /** False only where the range is not blockable and sleeping would be needed. */
  readonly invalidate: (subscriber: IntervalSubscriber, range: NotifierRange, seq: bigint) => Coroutine<boolean>;
  /** Its presence makes remove and update non-waiting (v5.5-prop). */
  readonly release?: (subscriber: IntervalSubscriber) => Coroutine;
}

/**
 * Where a subscriber stands: in the tree or not, and what is queued for the end of the period.
 * The names follow the interval-update patch of December 2019.
 */
export type IntervalState = "none" | "in-tree" | "pending-insert" | "pending-removal" | "pending-update";

/** struct mmu_interval_notifier: one interval of one address space, closed [start,last]. */
export class IntervalSubscriber {
  start = 0n;
  last = 0n;
  mm: Mm | undefined;
  /** Its own sequence: odd after insert; equal to the address space's while invalidated. */
  seq = 0n;
  state: IntervalState = "none";
  /** The range that a queued update will give it. */
  pending: { start: bigint; last: bigint } | undefined;
  /** Its memory went back to the owner: nobody may touch it any more. */
  freed = false;
  /** It has been inserted at least once. */
  everInserted = false;

  constructor(
    readonly name: string,
    readonly ops: IntervalOps,
  ) {}
}
