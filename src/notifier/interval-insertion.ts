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

/** Inserting interval notifiers. */
export class IntervalInsertion {
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

  /** An object that is not inserted is diagnosed as such; that says more than its age does. */
  protected touchIfInserted(subscriber: IntervalSubscriber): void {
    if (subscriber.state !== "none") this.intervals.touch(subscriber);
  }

  protected standing(subscriber: IntervalSubscriber): string {
    return subscriber.state === "none" ? "not inserted" : subscriber.state;
  }
}
