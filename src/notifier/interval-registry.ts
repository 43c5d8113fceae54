import type { Status } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { IntervalSubscriber } from "./interval-subscriber.ts";
import type { Intervals } from "./intervals.ts";
import type { NotifierPolicy } from "./policy.ts";
import { ULONG_MAX } from "./range.ts";
import type { Registry } from "./registry.ts";
import type { Mm, Subscriptions } from "./subscriptions.ts";

/** A closed byte interval. */
export interface Span {
  readonly start: bigint;
  readonly last: bigint;
}

/** Insert, remove and update of interval notifiers. */
export class IntervalRegistry {
  constructor(
    protected readonly kernel: Kernel,
    protected readonly policy: NotifierPolicy,
    protected readonly intervals: Intervals,
    protected readonly registry: Registry,
  ) {}

  /** mmu_interval_notifier_insert: switches interval mode on first if it is off, for which it takes mmap_lock. */
  *insert(subscriber: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
    mm.mmapLock.mightLock();
    if (mm.subscriptions?.hasItree !== true) {
      const rc = yield* this.registry.register(undefined, mm);
      if (rc !== 0) return rc;
    }
    return yield* this.insertCore(subscriber, mm, start, length);
  }

  /** mmu_interval_notifier_insert_locked: the caller holds mmap_lock for write. */
  *insertLocked(subscriber: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
    mm.mmapLock.assertHeld("write", "mmu_interval_notifier_insert_locked");
    if (mm.subscriptions?.hasItree !== true) {
      const rc = yield* this.registry.registerLocked(undefined, mm);
      if (rc !== 0) return rc;
    }
    return yield* this.insertCore(subscriber, mm, start, length);
  }

  /** mmu_interval_notifier_insert_safe: takes no lock that invalidate may not take. */
  *insertSafe(subscriber: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
    if (mm.subscriptions?.hasItree !== true) return "EINVAL";
    return yield* this.insertCore(subscriber, mm, start, length);
  }

  *insertCore(subscriber: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
    const subs = mm.subscriptions;
    if (subs === undefined) return this.kernel.fatal(`${mm.name} has no subscription state`);
    const span = this.span(start, length);
    if (span === undefined) return "EOVERFLOW";
    if (!this.isAlive(mm)) {
      this.kernel.warn(`interval notifier ${subscriber.name} inserted into ${mm.name}, which has no users`);
      return "EINVAL";
    }
    yield subs.lock.acquire;
    const rc = this.admit(subscriber, mm, subs, span);
    subs.lock.release();
    return rc;
  }

  isAlive(mm: Mm): boolean {
    return mm.users > 0;
  }

  /** [start, start+length-1], or undefined if that is empty or leaves the address space. */
  span(start: bigint, length: bigint): Span | undefined {
    const last = start + length - 1n;
    return length === 0n || last > ULONG_MAX ? undefined : { start, last };
  }

  /** Under the state lock: takes the reference, and links or queues. */
  admit(subscriber: IntervalSubscriber, mm: Mm, subs: Subscriptions, span: Span): Status {
    if (subscriber.state !== "none") {
      this.kernel.warn(`interval notifier ${subscriber.name} inserted while it is ${subscriber.state}`);
      return "EINVAL";
    }
    mm.grab();
    subscriber.mm = mm;
    subscriber.start = span.start;
    subscriber.last = span.last;
    this.clearMarks(subscriber);
    subscriber.everInserted = true;
    subscriber.freed = false;
    this.link(subscriber, subs);
    return 0;
  }

  /** Whatever the object's memory held, nothing is pending. */
  clearMarks(subscriber: IntervalSubscriber): void {
    subscriber.pending = undefined;
  }

  /** Into the tree if nobody walks it, else onto the deferred list; the sequence makes readers wait. */
  link(subscriber: IntervalSubscriber, subs: Subscriptions): void {
    if (subs.active > 0) {
      if (subs.invalidating) this.linkLater(subscriber, subs);
      else this.linkInPartial(subscriber, subs);
      return;
    }
    if (subs.invalidating) this.kernel.warn("odd sequence with no section open");
    this.intervals.place(subs, subscriber);
    subscriber.seq = this.idleSeq(subs);
  }

  /** FULL: the tree is being walked. */
  linkLater(subscriber: IntervalSubscriber, subs: Subscriptions): void {
    subscriber.state = "pending-insert";
    this.intervals.defer(subs, subscriber);
    subscriber.seq = subs.seq;
  }

  /** PARTIAL: a section is open that hit nothing; it may cover the new interval. */
  linkInPartial(subscriber: IntervalSubscriber, subs: Subscriptions): void {
    this.intervals.beginPeriod(subs);
    this.intervals.place(subs, subscriber);
    subscriber.seq = subs.seq;
  }

  /** An odd value that differs from the current sequence: nothing is in progress. */
  idleSeq(subs: Subscriptions): bigint {
    return BigInt.asUintN(64, subs.seq - 1n);
  }

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
    subscriber.freed = true;
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
    subs.itree.remove(subscriber);
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
    subs.itree.remove(subscriber);
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

  /** An object that is not inserted is diagnosed as such; that says more than its age does. */
  private touchIfInserted(subscriber: IntervalSubscriber): void {
    if (subscriber.state !== "none") this.intervals.touch(subscriber);
  }

  private standing(subscriber: IntervalSubscriber): string {
    return subscriber.state === "none" ? "not inserted" : subscriber.state;
  }
}
