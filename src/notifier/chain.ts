import type { Status } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import { callback, infoOf } from "./callback.ts";
import type { ListSubscriber } from "./list-subscriber.ts";
import type { NotifierPolicy } from "./policy.ts";
import type { NotifierRange } from "./range.ts";
import type { Mm, Subscriptions } from "./subscriptions.ts";

/** The subscriber list of an address space: linking, and the walks over it. */
export class Chain {
  constructor(
    protected readonly kernel: Kernel,
    protected readonly policy: NotifierPolicy,
  ) {}

  /** Links at the head; the caller holds the state lock. */
  link(subs: Subscriptions, subscriber: ListSubscriber): void {
    subs.lock.assertHeld();
    subscriber.next = subs.head;
    subs.head = subscriber;
    subscriber.linked = true;
  }

  /** Asked without the lock. */
  isLinked(subs: Subscriptions, subscriber: ListSubscriber): boolean {
    subs.looked();
    return subscriber.linked;
  }

  /** Unlinks if linked; walkers that stand on it still find the way on. */
  unlink(subs: Subscriptions, subscriber: ListSubscriber): void {
    subs.lock.assertHeld();
    if (!subscriber.linked) return;
    subs.changed();
    subscriber.linked = false;
    if (subs.head === subscriber) {
      subs.head = subscriber.next;
      return;
    }
    for (let at = subs.head; at !== undefined; at = at.next) {
      if (at.next === subscriber) at.next = subscriber.next;
    }
  }

  /** mn_hlist_invalidate_range_start: every start is called, whatever the others answer. */
  *start(subs: Subscriptions, range: NotifierRange): Coroutine<Status> {
    const section = yield* this.kernel.srcu.readLock();
    const result = yield* this.startWalk(subs, range);
    this.kernel.srcu.readUnlock(section);
    return result;
  }

  *startWalk(subs: Subscriptions, range: NotifierRange): Coroutine<Status> {
    let result: Status = 0;
    for (let at = subs.head; at !== undefined && this.goesOn(result); at = subs.after(at)) {
      if (at.ops.invalidate_range_start === undefined) continue;
      const rc = yield* this.callStart(at, range);
      if (rc === 0) continue;
      this.startFailed(at, range, rc, result);
      result = this.combine(result, rc);
    }
    if (result !== 0) yield* this.afterFailedWalk(subs, range);
    return result;
  }

  /** A failure does not stop the walk. */
  goesOn(_result: Status): boolean {
    return true;
  }

  /**
   * mn_hlist_invalidate_end. Up to 6.1 whoever has a TLB of its own is told too, unless the caller
   * says that all of them know already (only_end).
   */
  *end(subs: Subscriptions, range: NotifierRange, onlyEnd = false): Coroutine {
    const section = yield* this.kernel.srcu.readLock();
    yield* this.callEnds(subs, range, this.policy.secondary.byEnd && !onlyEnd);
    this.kernel.srcu.readUnlock(section);
  }

  /** Of several failures the last one is the result. */
  combine(_before: Status, rc: Status): Status {
    return rc;
  }

  /** One failing start callback: a message, and a warning where it must not fail in that way. */
  startFailed(subscriber: ListSubscriber, range: NotifierRange, rc: Status, _before: Status): void {
    const context = this.contextOf(range);
    if (this.policy.warnsOnBadResult && this.isBadResult(range, rc)) {
      this.kernel.warn(`${subscriber.name}.invalidate_range_start returned ${rc} in ${context} context`);
    }
    this.kernel.info(`${subscriber.name}.invalidate_range_start callback failed with ${rc} in ${context} context`);
    const hasEnd = subscriber.ops.invalidate_range_end !== undefined;
    if (this.policy.fallibleMustLackEnd && hasEnd) this.warnFallible(subscriber);
  }

  warnFallible(subscriber: ListSubscriber): void {
    this.kernel.warn(`${subscriber.name} has invalidate_range_end, so its start must not fail`);
  }

  contextOf(range: NotifierRange): string {
    return range.blockable ? "blockable" : "non-blockable";
  }

  /** Only EAGAIN is legal, and only for a non-blockable range. */
  isBadResult(range: NotifierRange, rc: Status): boolean {
    return range.blockable || rc !== "EAGAIN";
  }

  /**
   * The pairing of a failed walk. A blockable range is left out on purpose: its caller never sees
   * the error and calls end itself, so ends here would be the second ones (PAIR-18).
   */
  *afterFailedWalk(subs: Subscriptions, range: NotifierRange): Coroutine {
    if (this.policy.endsAfterFailure === "none" || range.blockable) return;
    yield* this.callEnds(subs, range);
  }

  /** Calls every end callback; in a no-sleep region if the range is not blockable. */
  *callEnds(subs: Subscriptions, range: NotifierRange, secondary = false): Coroutine {
    const { mm, start, end } = range;
    for (let at = subs.head; at !== undefined; at = subs.after(at)) {
      if (secondary) yield* this.callSecondary(at, mm, start, end);
      if (at.ops.invalidate_range_end !== undefined) yield* this.callEnd(at, range);
    }
  }

  *callStart(subscriber: ListSubscriber, range: NotifierRange): Coroutine<Status> {
    const body = subscriber.ops.invalidate_range_start;
    if (body === undefined) return 0;
    return yield* this.nonblocking(range, () =>
      callback(this.kernel, subscriber, "invalidate_range_start", infoOf(range, this.policy), () =>
        body(subscriber, range),
      ),
    );
  }

  *callEnd(subscriber: ListSubscriber, range: NotifierRange): Coroutine {
    const body = subscriber.ops.invalidate_range_end;
    if (body === undefined) return;
    yield* this.nonblocking(range, () =>
      callback(this.kernel, subscriber, "invalidate_range_end", infoOf(range, this.policy), () =>
        body(subscriber, range),
      ),
    );
  }

  /** non_block_start .. non_block_end around a callback of a non-blockable range. */
  *nonblocking<R>(range: NotifierRange, body: () => Coroutine<R>): Coroutine<R> {
    const enforce = this.policy.enforcesNonblock && !range.blockable;
    const thread = this.kernel.current;
    if (enforce) thread.nonblock += 1;
    const result = yield* body();
    if (enforce) thread.nonblock -= 1;
    return result;
  }

  /** clear_flush_young and clear_young: everybody is called, the answers are OR-ed. */
  *clearYoung(
    subs: Subscriptions,
    mm: Mm,
    name: "clear_flush_young" | "clear_young",
    start: bigint,
    end: bigint,
  ): Coroutine<boolean> {
    const answers: boolean[] = [];
    yield* this.walk(subs, (at) => this.askYoung(answers, false, [at, name, mm, start, end]));
    return answers.includes(true);
  }

  /** test_young: stops at the first that says yes. */
  *testYoung(subs: Subscriptions, mm: Mm, start: bigint, end: bigint): Coroutine<boolean> {
    const answers: boolean[] = [];
    yield* this.walk(subs, (at) => this.askYoung(answers, true, [at, "test_young", mm, start, end]));
    return answers.includes(true);
  }

  /** Notes what one subscriber answers; false if nobody else needs to be asked. */
  private *askYoung(
    answers: boolean[],
    oneIsEnough: boolean,
    asked: Parameters<Chain["callYoung"]>,
  ): Coroutine<boolean> {
    const young = yield* this.callYoung(...asked);
    answers.push(young);
    return !(young && oneIsEnough);
  }

  *callYoung(
    subscriber: ListSubscriber,
    name: "clear_flush_young" | "clear_young" | "test_young",
    mm: Mm,
    start: bigint,
    end: bigint,
  ): Coroutine<boolean> {
    const body = subscriber.ops[name];
    if (body === undefined) return false;
    return yield* callback(this.kernel, subscriber, name, { mm, start, end }, () => body(subscriber, mm, start, end));
  }

  /** The secondary-TLB callbacks of everybody who has one. */
  *secondary(subs: Subscriptions, mm: Mm, start: bigint, end: bigint): Coroutine {
    yield* this.walk(subs, (at) => this.callSecondary(at, mm, start, end));
  }

  /** Never sleeps: the caller may hold the page-table lock. */
  *callSecondary(at: ListSubscriber, mm: Mm, start: bigint, end: bigint): Coroutine<boolean> {
    const { callback: name } = this.policy.secondary;
    const body = name === undefined ? undefined : at.ops[name];
    if (name === undefined || body === undefined) return true;
    const thread = this.kernel.current;
    thread.atomic += 1;
    yield* callback(this.kernel, at, name, { mm, start, end }, () => body(at, mm, start, end));
    thread.atomic -= 1;
    return true;
  }

  /** One read section over the list; stops when the visitor answers false. */
  *walk(subs: Subscriptions, visit: (at: ListSubscriber) => Coroutine<boolean>): Coroutine {
    const section = yield* this.kernel.srcu.readLock();
    for (let at = subs.head; at !== undefined; at = subs.after(at)) {
      if (!(yield* visit(at))) break;
    }
    this.kernel.srcu.readUnlock(section);
  }
}
