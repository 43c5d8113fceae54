import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import { callback, noteAccess, retire } from "./callback.ts";
import type { IntervalSubscriber } from "./interval-subscriber.ts";
import type { NotifierPolicy } from "./policy.ts";
import type { Subscriptions } from "./subscriptions.ts";

/** The end of a section for the tree: the last one closes the period and does what was put off. */
export class DeferredWork {
  constructor(
    protected readonly kernel: Kernel,
    protected readonly policy: NotifierPolicy,
  ) {}

  /** mn_itree_inv_end. */
  *close(subs: Subscriptions, blockable: boolean): Coroutine {
    yield subs.lock.acquire;
    subs.active -= 1;
    if (!this.endsPeriod(subs)) {
      subs.lock.release();
      return;
    }
    this.endPeriod(subs);
    const removed = yield* this.process(subs);
    subs.lock.release();
    yield* this.afterPeriod(subs, removed, blockable);
  }

  /** Makes the sequence even: the tree may change again. */
  endPeriod(subs: Subscriptions): void {
    subs.lock.assertHeld();
    subs.seq = BigInt.asUintN(64, subs.seq + 1n);
  }

  /** Without the lock: whoever waited goes on, then the removed ones are released. */
  *afterPeriod(subs: Subscriptions, removed: readonly IntervalSubscriber[], blockable: boolean): Coroutine {
    yield* subs.waiters.wakeAll();
    yield* this.releaseRemoved(removed, blockable);
  }

  /** Nothing may sleep here if nothing may in the section. */
  *releaseRemoved(removed: readonly IntervalSubscriber[], blockable: boolean): Coroutine {
    const thread = this.kernel.current;
    if (!blockable) thread.nonblock += 1;
    for (const subscriber of removed) yield* this.releaseAndDrop(subscriber);
    if (!blockable) thread.nonblock -= 1;
  }

  /** Only the last of the sections that overlap in time, and only if an interval was involved. */
  endsPeriod(subs: Subscriptions): boolean {
    return subs.active === 0 && subs.invalidating;
  }

  /** Works the deferred list off, newest first; answers those whose release is due. */
  *process(subs: Subscriptions): Coroutine<IntervalSubscriber[]> {
    const removed: IntervalSubscriber[] = [];
    const work = subs.deferred;
    subs.deferred = [];
    yield* this.kernel.atPoint("deferred-work");
    for (const subscriber of work) this.processOne(subs, subscriber, removed);
    return removed;
  }

  processOne(subs: Subscriptions, subscriber: IntervalSubscriber, removed: IntervalSubscriber[]): void {
    this.touch(subscriber);
    switch (subscriber.state) {
      case "pending-insert":
        this.place(subs, subscriber);
        return;
      case "pending-update":
        subs.removeInterval(subscriber);
        this.applyUpdate(subscriber);
        this.place(subs, subscriber);
        return;
      case "pending-removal":
        subs.removeInterval(subscriber);
        subscriber.state = "none";
        if (subscriber.ops.release !== undefined) removed.unshift(subscriber);
        return;
      default:
        this.kernel.warn(`${subscriber.name} is on the deferred list with nothing to do`);
    }
  }

  /** Takes the range that an update left. */
  applyUpdate(subscriber: IntervalSubscriber): void {
    if (subscriber.pending === undefined) return;
    subscriber.start = subscriber.pending.start;
    subscriber.last = subscriber.pending.last;
    subscriber.pending = undefined;
  }

  /** Puts a subscriber into the tree. */
  place(subs: Subscriptions, subscriber: IntervalSubscriber): void {
    subs.lock.assertHeld();
    subs.addInterval(subscriber);
    subscriber.state = "in-tree";
  }

  /** Queues work for the end of the period, once. */
  defer(subs: Subscriptions, subscriber: IntervalSubscriber): void {
    subs.lock.assertHeld();
    subs.deferred.unshift(subscriber);
  }

  /** Calls release, then drops the reference. The mm is read first: release may free the object. */
  *releaseAndDrop(subscriber: IntervalSubscriber): Coroutine {
    const { mm } = subscriber;
    yield* this.callRelease(subscriber);
    mm?.drop();
  }

  *callRelease(subscriber: IntervalSubscriber): Coroutine {
    const { release } = subscriber.ops;
    if (release === undefined) return;
    yield* callback(this.kernel, subscriber, "release", { mm: subscriber.mm }, () => release(subscriber));
    // Its owner may have freed it, unless release inserted it again.
    if (subscriber.state === "none") retire(this.kernel, subscriber);
  }

  /** Sleeps until the period with this sequence is over, its deferred work included. */
  *waitForPeriod(subs: Subscriptions, seq: bigint): Coroutine {
    const over = this.periodIsOver.bind(this);
    yield* subs.waiters.waitEvent(() => over(subs, seq));
  }

  /**
   * mmu_interval_seq_released: the state lock is taken, so that nobody goes on while the deferred
   * list that names its object is still being walked.
   */
  *periodIsOver(subs: Subscriptions, seq: bigint): Coroutine<boolean> {
    yield subs.lock.acquire;
    const over = subs.seq !== seq;
    subs.lock.release();
    return over;
  }

  /** Asserts that the object may still be touched. */
  touch(subscriber: IntervalSubscriber): void {
    noteAccess(this.kernel, subscriber);
    if (subscriber.freed) this.kernel.warn(`use after free of interval notifier ${subscriber.name}`);
  }

  protected subscriptionsOf(subscriber: IntervalSubscriber): Subscriptions {
    this.touch(subscriber);
    const subs = subscriber.mm?.subscriptions;
    return subs ?? this.kernel.fatal(`${subscriber.name} has no address space`);
  }
}
