import type { Status } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import { callback, infoOf } from "./callback.ts";
import { DeferredWork } from "./deferred-work.ts";
import type { IntervalSubscriber } from "./interval-subscriber.ts";
import { SECTION_CLASS } from "./lock-class.ts";
import type { NotifierPolicy } from "./policy.ts";
import { type NotifierRange, ULONG_MAX } from "./range.ts";
import type { Mm, Subscriptions } from "./subscriptions.ts";

/** What a start found: the sequence of its period, and the first interval to call. */
export interface Period {
  readonly seq: bigint;
  readonly first: IntervalSubscriber | undefined;
}

/**
 * The interval tree's part of a section, and the reader's side of it: sequences that tell a
 * reader whether its interval was invalidated since it began (Linux mm/mmu_notifier.c, the
 * comment above mn_itree_is_invalidating).
 */
export class Intervals extends DeferredWork {
  constructor(kernel: Kernel, policy: NotifierPolicy) {
    super(kernel, policy);
  }

  /** mn_itree_inv_start_range: counts the section and opens a period if an interval is hit. */
  *open(subs: Subscriptions, range: NotifierRange): Coroutine<Period> {
    yield subs.lock.acquire;
    subs.active += 1;
    const first = this.firstHit(subs, range);
    if (first !== undefined) this.beginPeriod(subs);
    const { seq } = subs;
    subs.lock.release();
    return { seq, first };
  }

  firstHit(subs: Subscriptions, range: NotifierRange): IntervalSubscriber | undefined {
    return subs.itree.first(range.start, this.lastOf(range));
  }

  nextHit(subs: Subscriptions, at: IntervalSubscriber, range: NotifierRange): IntervalSubscriber | undefined {
    return subs.itree.next(at, range.start, this.lastOf(range));
  }

  /** Sections are half-open, intervals closed. */
  lastOf(range: NotifierRange): bigint {
    return range.end - 1n;
  }

  /** Makes the sequence odd: from here to the last end the tree must not change. */
  beginPeriod(subs: Subscriptions): void {
    subs.lock.assertHeld();
    subs.seq |= 1n;
  }

  /** mn_itree_invalidate: calls every interval in the range, in ascending order of start. */
  *invalidate(subs: Subscriptions, range: NotifierRange): Coroutine<Status> {
    const { seq, first } = yield* this.open(subs, range);
    for (let at = first; at !== undefined; at = this.nextHit(subs, at, range)) {
      if (yield* this.callInvalidate(at, range, seq)) continue;
      if (this.mayRefuse(at, range)) {
        yield* this.closeAfterRefusal(subs);
        return "EAGAIN";
      }
      this.warnRefusal(at);
    }
    return 0;
  }

  mayRefuse(_subscriber: IntervalSubscriber, range: NotifierRange): boolean {
    return !range.blockable;
  }

  /** Nobody calls end for a start that failed: its section ends here. */
  *closeAfterRefusal(subs: Subscriptions): Coroutine {
    yield* this.close(subs, false);
  }

  warnRefusal(subscriber: IntervalSubscriber): void {
    this.kernel.warn(`${subscriber.name}.invalidate returned false in blockable context`);
  }

  *callInvalidate(subscriber: IntervalSubscriber, range: NotifierRange, seq: bigint): Coroutine<boolean> {
    const thread = this.kernel.current;
    const enforce = this.policy.enforcesNonblock && !range.blockable;
    if (enforce) thread.nonblock += 1;
    const ok = yield* callback(this.kernel, subscriber, "invalidate", infoOf(range, this.policy), () =>
      subscriber.ops.invalidate(subscriber, range, seq),
    );
    if (enforce) thread.nonblock -= 1;
    return ok;
  }

  /** mn_itree_release: the RELEASE section of exit, over everything. */
  *release(subs: Subscriptions, mm: Mm): Coroutine {
    const range: NotifierRange = { mm, start: 0n, end: ULONG_MAX, blockable: true, kind: "RELEASE" };
    yield* this.invalidate(subs, range);
    yield* this.close(subs, true);
  }

  /**
   * mmu_interval_read_begin: waits while this interval is being invalidated. It does not loop: the
   * value may be stale already, which read_retry will tell.
   */
  *readBegin(subscriber: IntervalSubscriber): Coroutine<bigint> {
    const subs = this.subscriptionsOf(subscriber);
    yield subs.lock.acquire;
    const { seq } = subscriber;
    const invalidated = this.isInvalidated(subscriber, subs);
    subs.lock.release();
    this.mayWait();
    if (invalidated) yield* this.waitForPeriod(subs, seq);
    return seq;
  }

  isInvalidated(subscriber: IntervalSubscriber, subs: Subscriptions): boolean {
    return subscriber.seq === subs.seq;
  }

  /** mmu_interval_check_retry, without the user lock: only true is reliable. */
  *checkRetry(subscriber: IntervalSubscriber, seq: bigint): Coroutine<boolean> {
    yield subscriber.reading;
    return subscriber.seq !== seq;
  }

  /** mmu_interval_read_retry, under the user lock. */
  *readRetry(subscriber: IntervalSubscriber, seq: bigint): Coroutine<boolean> {
    yield subscriber.reading;
    return subscriber.seq !== seq;
  }

  /** mmu_interval_set_seq: called in invalidate, under the user lock. */
  *setSeq(subscriber: IntervalSubscriber, seq: bigint): Coroutine {
    yield subscriber.writing;
    subscriber.seq = seq;
  }

  /** The lock class of the section is touched by whoever may wait for its end, also when it need not. */
  mayWait(): void {
    if (!this.policy.lockdepMap) return;
    const thread = this.kernel.current;
    this.kernel.lockdep.acquire(thread, SECTION_CLASS);
    this.kernel.lockdep.release(thread, SECTION_CLASS);
  }
}
