import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Span } from "./interval-insertion.ts";
import { IntervalRemoval } from "./interval-removal.ts";
import type { IntervalSubscriber } from "./interval-subscriber.ts";
import type { Subscriptions } from "./subscriptions.ts";

export type { Span } from "./interval-insertion.ts";

/** Insert, remove and update of interval notifiers; what is here is update. */
export class IntervalRegistry extends IntervalRemoval {
  /** mmu_interval_notifier_update, in the form that keeps its promise to readers (IREL-20..22). */
  *update(subscriber: IntervalSubscriber, start: bigint, length: bigint): Coroutine<Status> {
    const span = this.spanOfUpdate(start, length);
    if (span === undefined) return "EOVERFLOW";
    const subs = subscriber.mm?.subscriptions;
    if (subs === undefined) {
      this.kernel.warn(`interval notifier ${subscriber.name} updated, but it was never inserted`);
      return "EINVAL";
    }
    const waits = subscriber.ops.release === undefined;
    yield subs.lock.acquire;
    this.touchIfInserted(subscriber);
    const mustWait = waits && this.mustWait(subs);
    const rc = this.move(subscriber, subs, span);
    const { seq } = subs;
    subs.lock.release();
    yield* this.kernel.atPoint("after-queueing");
    this.noteMayWait(waits);
    if (rc === 0 && mustWait) yield* this.finishUpdate(subs, seq);
    return rc;
  }

  spanOfUpdate(start: bigint, length: bigint): Span | undefined {
    return this.span(start, length);
  }

  /** Decided by the state on entry. */
  mustWait(subs: Subscriptions): boolean {
    return subs.invalidating;
  }

  *finishUpdate(subs: Subscriptions, seq: bigint): Coroutine {
    yield* this.intervals.waitForPeriod(subs, seq);
  }

  /** Under the state lock. */
  move(subscriber: IntervalSubscriber, subs: Subscriptions, span: Span): Status {
    switch (subscriber.state) {
      case "in-tree":
        if (subs.invalidating) this.queueUpdate(subscriber, subs, span);
        else this.rekey(subscriber, subs, span);
        break;
      case "pending-insert":
        this.moveUninserted(subscriber, span);
        break;
      case "pending-update":
        this.replaceUpdate(subscriber, span);
        break;
      default:
        return this.refuseUpdate(subscriber);
    }
    this.collideReaders(subscriber, subs);
    return 0;
  }

  moveUninserted(subscriber: IntervalSubscriber, span: Span): void {
    subscriber.start = span.start;
    subscriber.last = span.last;
  }

  /** The last update wins. */
  replaceUpdate(subscriber: IntervalSubscriber, span: Span): void {
    subscriber.pending = span;
  }

  refuseUpdate(subscriber: IntervalSubscriber): Status {
    this.kernel.warn(`interval notifier ${subscriber.name} updated while it is ${this.standing(subscriber)}`);
    return "EINVAL";
  }

  queueUpdate(subscriber: IntervalSubscriber, subs: Subscriptions, span: Span): void {
    subscriber.pending = span;
    subscriber.state = "pending-update";
    this.intervals.defer(subs, subscriber);
  }

  rekey(subscriber: IntervalSubscriber, subs: Subscriptions, span: Span): void {
    subs.removeInterval(subscriber);
    subscriber.start = span.start;
    subscriber.last = span.last;
    this.intervals.place(subs, subscriber);
  }

  /**
   * Nobody who read before the update may commit, and nobody may miss a section that is already
   * open over the new range: with a section open the subscriber counts as invalidated.
   */
  collideReaders(subscriber: IntervalSubscriber, subs: Subscriptions): void {
    if (subs.active > 0) {
      this.intervals.beginPeriod(subs);
      subscriber.seq = subs.seq;
      return;
    }
    subs.seq = BigInt.asUintN(64, subs.seq + 2n);
    subscriber.seq = this.idleSeq(subs);
  }
}
