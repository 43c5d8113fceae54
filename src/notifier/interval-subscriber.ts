import { idOf, pack, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine, Point } from "../kernel/point.ts";
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
  private readonly seqId: number;
  private ownSeq = 0n;
  state: IntervalState = "none";
  /** The range that a queued update will give it. */
  pending: { start: bigint; last: bigint } | undefined;
  /** Its memory went back to the owner: nobody may touch it any more. */
  freed = false;
  /** It has been inserted at least once. */
  everInserted = false;

  /** To be yielded before the sequence is read or written without the state lock. */
  readonly reading: Point;
  readonly writing: Point;

  constructor(
    private readonly kernel: Kernel,
    readonly name: string,
    readonly ops: IntervalOps,
  ) {
    this.seqId = idOf(`sequence of ${name}`);
    const wait = { kind: "other", name: "sequence" } as const;
    this.reading = { access: pack(this.seqId, READ), wait };
    this.writing = { access: pack(this.seqId, WRITE), wait };
  }

  /** Its own sequence: odd after insert; equal to the address space's while invalidated. */
  get seq(): bigint {
    this.kernel.touch(this.seqId, READ);
    return this.ownSeq;
  }

  set seq(seq: bigint) {
    this.kernel.touch(this.seqId, WRITE);
    this.ownSeq = seq;
  }
}
