import type { Status } from "../kernel/errno.ts";
import type { Mutex } from "../kernel/mutex.ts";
import { pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import { type NotifierRange, ULONG_MAX } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { type Attempt, Device, type DriverInterface, type Outcome } from "./device.ts";
import { DeviceMemory } from "./device-memory.ts";

/**
 * A device that mirrors one interval of an address space, as a driver does that uses
 * hmm_range_fault (Linux Documentation/mm/hmm.rst, lib/test_hmm.c). It holds no page references:
 * what keeps its entries right is the interval notifier alone.
 */
export class Mirror extends Device {
  protected readonly subscriber: IntervalSubscriber;
  protected readonly memory: DeviceMemory;

  /** @param lock - the driver's own lock, which guards its table and every read_retry */
  constructor(
    driver: DriverInterface,
    name: string,
    mm: Mm,
    protected readonly lock: Mutex,
  ) {
    super(driver, name, mm);
    this.memory = new DeviceMemory(driver, this);
    const invalidate = this.invalidate.bind(this);
    this.subscriber = new IntervalSubscriber(driver.kernel, name, {
      invalidate: (_, range, seq) => invalidate(range, seq),
    });
  }

  /** Inserts the notifier; only then is the device ready. */
  *create(start: bigint, end: bigint): Coroutine<Status> {
    if (start >= end || this.subscriber.state !== "none") return "EINVAL";
    const rc = yield* this.driver.intervalRegistry.insert(this.subscriber, this.mm, start, end - start);
    this.setReady(rc === 0);
    return rc;
  }

  /** Removes the notifier, then the entries; what was looked up before dies with it. */
  *destroy(): Coroutine {
    this.setReady(false);
    yield* this.driver.intervalRegistry.remove(this.subscriber);
    yield* this.lock.lock();
    this.zap(0n, ULONG_MAX);
    this.lock.unlock();
    yield* this.abandon();
  }

  override *begin(): Coroutine<bigint> {
    return yield* this.driver.intervals.readBegin(this.subscriber);
  }

  protected *isHopeless(seq: bigint): Coroutine<boolean> {
    return yield* this.driver.intervals.checkRetry(this.subscriber, seq);
  }

  protected covers(address: bigint): boolean {
    return this.subscriber.start <= address && address <= this.subscriber.last;
  }

  /** Under the user lock: what read_retry calls good stays good until the lock is free. */
  protected *install(attempt: Attempt): Coroutine<Outcome> {
    yield* this.lock.lock();
    const outcome = this.isCurrent(attempt) ? yield* this.installLocked(attempt) : "EINVAL";
    this.lock.unlock();
    return outcome;
  }

  protected *installLocked({ address, page, write, seq, moves }: Attempt): Coroutine<Outcome> {
    yield page.access;
    if (yield* this.driver.intervals.readRetry(this.subscriber, seq)) return "retry";
    if (moves !== this.moves) return "retry";
    this.table.map(address, { page, write });
    return "mapped";
  }

  /** Moves the pages of [start,end) into memory of its own. */
  *migrate(start: bigint, end: bigint): Coroutine<Status> {
    if (!this.isReady() || start >= end || !this.covers(start) || !this.covers(end - 1n)) return "EINVAL";
    if (!this.takeUser()) return "EFAULT";
    const rc = yield* this.memory.migrate(start, end);
    yield* this.dropUser();
    return rc;
  }

  /** Gets the page for itself. */
  *makeExclusive(address: bigint): Coroutine<Outcome> {
    if (!this.isReady() || !this.covers(address)) return "EINVAL";
    if (!this.takeUser()) return "EFAULT";
    const outcome = yield* this.memory.makeExclusive(pageOf(address));
    yield* this.dropUser();
    return outcome;
  }

  /** No notifier tells of this: whoever has looked a page up before begins anew. */
  *change(seq: bigint, body: (stale: boolean) => void): Coroutine {
    yield* this.lock.lock();
    this.moves += 1;
    body(yield* this.driver.intervals.readRetry(this.subscriber, seq));
    this.lock.unlock();
  }

  /** What this device asked for itself, and so knows about: its own migration, its own exclusive access. */
  isOwn({ kind, owner }: NotifierRange): boolean {
    return (kind === "MIGRATE" || kind === "EXCLUSIVE") && owner === this.name;
  }

  /** Refuses where it would have to wait for its lock and must not. */
  *invalidate(range: NotifierRange, seq: bigint): Coroutine<boolean> {
    if (this.isOwn(range)) return true;
    if (range.blockable) yield* this.lock.lock();
    else if (!(yield* this.lock.trylock())) return false;
    yield* this.driver.intervals.setSeq(this.subscriber, seq);
    this.zap(range.start, range.end);
    this.lock.unlock();
    yield* this.kernel.atPoint("device-unlocked");
    return true;
  }

  zap(start: bigint, end: bigint): void {
    for (const entry of this.table.clear(start, end)) this.reportDirty(entry);
  }
}
