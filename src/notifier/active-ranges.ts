import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "./range.ts";
import type { Subscriptions } from "./subscriptions.ts";

/** A listed section, and whether its end callbacks are still to come. */
export interface ActiveRange {
  readonly range: NotifierRange;
  /** Off the list: what is left of it are its end callbacks. */
  ending: boolean;
}

/**
 * The list of open sections that the proposal of September 2014 gave to subscribers, so that they
 * need not count for themselves: is anything between start and end over this range?
 */
export class ActiveRanges {
  constructor(protected readonly kernel: Kernel) {}

  /** After the start callbacks: the caller's range object is listed. */
  *add(subs: Subscriptions, range: NotifierRange): Coroutine {
    yield subs.lock.acquire;
    subs.ranges.push({ range, ending: false });
    subs.lock.release();
  }

  /** Before the end callbacks. */
  *remove(subs: Subscriptions, range: NotifierRange): Coroutine {
    yield subs.lock.acquire;
    const entry = subs.ranges.find((other) => other.range === range && !other.ending);
    if (entry === undefined) this.kernel.warn("a section ends that was never listed");
    else this.delist(subs, entry);
    subs.lock.release();
  }

  delist(_subs: Subscriptions, entry: ActiveRange): void {
    entry.ending = true;
  }

  /** After the end callbacks: whoever waited may look again. */
  *finish(subs: Subscriptions, range: NotifierRange): Coroutine {
    yield subs.lock.acquire;
    const at = subs.ranges.findIndex((other) => other.range === range && other.ending);
    if (at >= 0) subs.ranges.splice(at, 1);
    subs.lock.release();
    yield* this.wake(subs);
  }

  *wake(subs: Subscriptions): Coroutine {
    yield* subs.rangeWaiters.wakeAll();
  }

  /** mmu_notifier_range_is_valid: false while a listed section overlaps [start,end). */
  *isValid(subs: Subscriptions | undefined, start: bigint, end: bigint): Coroutine<boolean> {
    if (subs === undefined) return true;
    yield subs.lock.acquire;
    const valid = !subs.ranges.some((entry) => !entry.ending && this.overlaps(entry.range, start, end));
    subs.lock.release();
    return valid;
  }

  overlaps(range: NotifierRange, start: bigint, end: bigint): boolean {
    return range.end > start && range.start < end;
  }

  /**
   * mmu_notifier_range_wait_valid: sleeps until no section overlaps whose end callbacks have not
   * run. What is waited for is the predicate itself: a count that differs from an earlier sample
   * misses an end and a start in between.
   */
  *waitValid(subs: Subscriptions | undefined, start: bigint, end: bigint): Coroutine {
    if (subs === undefined) return;
    const settled = this.isSettled.bind(this);
    yield* subs.rangeWaiters.waitEvent(() => settled(subs, start, end));
  }

  *isSettled(subs: Subscriptions, start: bigint, end: bigint): Coroutine<boolean> {
    yield subs.lock.acquire;
    const settled = !subs.ranges.some((entry) => this.overlaps(entry.range, start, end));
    subs.lock.release();
    return settled;
  }
}
