import type { Coroutine } from "../kernel/point.ts";
import { retire } from "./callback.ts";
import { IntervalInsertion } from "./interval-insertion.ts";
import type { IntervalSubscriber } from "./interval-subscriber.ts";
import type { Mm, Subscriptions } from "./subscriptions.ts";

/** Removing them, with and without a release callback. */
export class IntervalRemoval extends IntervalInsertion {
  /** mmu_interval_notifier_remove. */
  *remove(subscriber: IntervalSubscriber): Coroutine {
    const { mm } = subscriber;
    const subs = mm?.subscriptions;
    if (mm === undefined || subs === undefined) {
      this.kernel.warn(`interval notifier ${subscriber.name} removed, but it was never inserted`);
      return;
    }
    // Read before the lock is let go: with a release callback the object may be gone afterwards.
    const waits = subscriber.ops.release === undefined;
    yield subs.lock.acquire;
    this.touchIfInserted(subscriber);
    const { seq } = subs;
    const outcome = this.unlink(subscriber, subs);
    subs.lock.release();
    yield* this.kernel.atPoint("after-queueing");
    this.noteMayWait(waits);
    if (outcome === "rejected") return;
    if (waits) yield* this.finishRemove(subscriber, mm, subs, outcome, seq);
    else if (outcome === "done") yield* this.finishReleased(subscriber);
    else yield* this.afterQueueing(subscriber, subs, seq);
  }

  /** Without a release callback: waits if the removal was queued, then the object is the owner's. */
  *finishRemove(
    subscriber: IntervalSubscriber,
    mm: Mm,
    subs: Subscriptions,
    outcome: "done" | "queued",
    seq: bigint,
  ): Coroutine {
    if (outcome === "queued") yield* this.intervals.waitForPeriod(subs, seq);
    retire(this.kernel, subscriber);
    mm.drop();
  }

  /** With a release callback, and nothing to wait for. */
  *finishReleased(subscriber: IntervalSubscriber): Coroutine {
    yield* this.intervals.releaseAndDrop(subscriber);
  }

  /** With a release callback, and queued: the object is not ours any more (IREL-30). */
  *afterQueueing(_subscriber: IntervalSubscriber, _subs: Subscriptions, _seq: bigint): Coroutine {}

  /** Whoever may wait touches the section's lock class on every call. */
  noteMayWait(waits: boolean): void {
    if (waits) this.intervals.mayWait();
  }

  /** Under the state lock: off at once, or queued for the end of the period. */
  unlink(subscriber: IntervalSubscriber, subs: Subscriptions): "done" | "queued" | "rejected" {
    switch (subscriber.state) {
      case "in-tree":
        return subs.invalidating ? this.queueRemoval(subscriber, subs) : this.unlinkNow(subscriber, subs);
      case "pending-update":
        this.forgetUpdate(subscriber);
        return "queued";
      case "pending-insert":
        return this.withdraw(subscriber, subs);
      default:
        return this.refuseRemove(subscriber);
    }
  }

  unlinkNow(subscriber: IntervalSubscriber, subs: Subscriptions): "done" {
    subs.removeInterval(subscriber);
    subscriber.state = "none";
    return "done";
  }

  queueRemoval(subscriber: IntervalSubscriber, subs: Subscriptions): "queued" {
    subscriber.state = "pending-removal";
    this.intervals.defer(subs, subscriber);
    return "queued";
  }

  /** It is queued already; at the end of the period it leaves instead of moving. */
  forgetUpdate(subscriber: IntervalSubscriber): void {
    subscriber.pending = undefined;
    subscriber.state = "pending-removal";
  }

  /** A node that never got into the tree is taken off the deferred list. */
  withdraw(subscriber: IntervalSubscriber, subs: Subscriptions): "done" {
    subs.deferred.splice(subs.deferred.indexOf(subscriber), 1);
    subscriber.state = "none";
    return "done";
  }

  refuseRemove(subscriber: IntervalSubscriber): "rejected" | "done" {
    this.kernel.warn(`interval notifier ${subscriber.name} removed while it is ${this.standing(subscriber)}`);
    return "rejected";
  }
}
