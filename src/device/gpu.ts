import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Status } from "../kernel/errno.ts";
import type { Mutex } from "../kernel/mutex.ts";
import type { Coroutine } from "../kernel/point.ts";
import { ListSubscriber } from "../notifier/list-subscriber.ts";
import { type NotifierRange, ULONG_MAX } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { type Attempt, Device, type DriverInterface, type Outcome } from "./device.ts";

/** A buffer object: the closed interval of user addresses [start,last] that it was made of. */
export interface BufferObject {
  readonly start: bigint;
  readonly last: bigint;
}

/**
 * A graphics device whose buffer objects are made of user memory, as i915's userptr objects are
 * (Linux 3.17 drivers/gpu/drm/i915/i915_gem_userptr.c): an invalidation that touches an object
 * takes all of it away. It lets the list of open sections tell it when to wait, and keeps a record of
 * the open sections all the same: the list gives weak synchronization only.
 */
export class Gpu extends Device {
  protected readonly subscriber: ListSubscriber;
  private made: readonly BufferObject[] = [];
  private readonly objectsId: number;
  /** Sections between the device's own start and end callback, whether they touch an object or not. */
  protected open: NotifierRange[] = [];
  protected seq = 0n;

  /** @param lock - guards objects, record, sequence and table; it may sleep */
  constructor(
    driver: DriverInterface,
    name: string,
    mm: Mm,
    protected readonly lock: Mutex,
  ) {
    super(driver, name, mm);
    this.objectsId = idOf(`objects of ${name}`);
    const [start, end, release] = [this.start.bind(this), this.end.bind(this), this.release.bind(this)];
    const page = this.invalidatePage.bind(this);
    this.subscriber = new ListSubscriber(name, {
      invalidate_range_start: (_, range) => start(range),
      invalidate_range_end: (_, range) => end(range),
      release: () => release(),
      invalidate_page: (_, __, address) => page(address),
    });
  }

  *create(): Coroutine<Status> {
    const rc = yield* this.driver.registry.register(this.subscriber, this.mm);
    this.setReady(rc === 0);
    return rc;
  }

  *destroy(): Coroutine {
    this.setReady(false);
    yield* this.driver.registry.unregister(this.subscriber);
    yield* this.abandon();
  }

  /** Makes a buffer object of [start,end). Sections that are open have been recorded without it. */
  *add(start: bigint, end: bigint): Coroutine<Status> {
    if (start >= end || !this.isReady()) return "EINVAL";
    yield* this.lock.lock();
    this.insert({ start, last: end - 1n });
    this.lock.unlock();
    return 0;
  }

  /** Also read without the lock: objects only come, and an attempt is judged when it is committed. */
  protected get objects(): readonly BufferObject[] {
    this.kernel.touch(this.objectsId, READ);
    return this.made;
  }

  protected insert(object: BufferObject): void {
    this.kernel.touch(this.objectsId, WRITE);
    this.made = [...this.made, object];
  }

  protected covers(address: bigint): boolean {
    return this.objectAt(address) !== undefined;
  }

  objectAt(address: bigint): BufferObject | undefined {
    return this.objects.find(({ start, last }) => start <= address && address <= last);
  }

  /** Waits while a section over the object is listed, without any lock; then takes the sequence. */
  protected *begin(address: bigint): Coroutine<bigint> {
    yield* this.waitValid(address);
    yield* this.lock.lock();
    const { seq } = this;
    this.lock.unlock();
    return seq;
  }

  *waitValid(address: bigint): Coroutine {
    const object = this.objectAt(address);
    if (object === undefined) return;
    yield* this.driver.ranges.waitValid(this.mm.subscriptions, object.start, object.last + 1n);
  }

  protected *isHopeless(): Coroutine<boolean> {
    return false;
  }

  /** Under the lock: nothing is open over the object, and nothing has ended since. */
  protected *install(attempt: Attempt): Coroutine<Outcome> {
    const { address, page, write } = attempt;
    yield* this.lock.lock();
    yield page.access;
    const good = this.isCurrent(attempt) && (yield* this.isGood(attempt));
    if (good) this.table.map(address, { page, write });
    this.lock.unlock();
    return good ? "mapped" : "retry";
  }

  *isGood({ address, seq }: Attempt): Coroutine<boolean> {
    const object = this.objectAt(address);
    if (object === undefined || seq !== this.seq) return false;
    return !this.open.some(({ start, end }) => start <= object.last && end - 1n >= object.start);
  }

  /** The objects that [start,end) touches, asked of intervals that are closed on both sides. */
  touched({ start, end }: { readonly start: bigint; readonly end: bigint }): BufferObject[] {
    const last = this.lastOf(end);
    return this.objects.filter((object) => object.start <= last && start <= object.last);
  }

  /** The last byte of a half-open range. */
  lastOf(end: bigint): bigint {
    return end - 1n;
  }

  *start(range: NotifierRange): Coroutine<Status> {
    yield* this.lock.lock();
    this.record(range);
    for (const object of this.touched(range)) this.cancel(object);
    this.lock.unlock();
    return 0;
  }

  record(range: NotifierRange): void {
    this.open.push(range);
  }

  *end(range: NotifierRange): Coroutine {
    yield* this.lock.lock();
    this.raiseSequence();
    this.forget(range);
    this.lock.unlock();
  }

  forget(range: NotifierRange): void {
    this.open = this.open.filter((other) => other !== range);
  }

  /** No section stands on the list for a single page: the sequence has to tell of it. */
  *invalidatePage(address: bigint): Coroutine {
    yield* this.lock.lock();
    this.raiseSequence();
    for (const object of this.touched({ start: address, end: address + 1n })) this.cancel(object);
    this.lock.unlock();
  }

  raiseSequence(): void {
    this.seq += 1n;
  }

  /** All pages of the object go: its pages are looked up anew when it is used again. */
  cancel({ start, last }: BufferObject): void {
    for (const entry of this.table.clear(start, last + 1n)) this.reportDirty(entry);
  }

  *release(): Coroutine {
    yield* this.lock.lock();
    this.setReady(false);
    this.cancel({ start: 0n, last: ULONG_MAX });
    this.lock.unlock();
  }
}
