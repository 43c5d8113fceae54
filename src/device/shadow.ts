import { idOf, pack, READ, WRITE } from "../kernel/access.ts";
import type { Status } from "../kernel/errno.ts";
import { PAGE_SIZE, type Page, pageOf } from "../kernel/page.ts";
import type { Coroutine, Point } from "../kernel/point.ts";
import { Spinlock } from "../kernel/spinlock.ts";
import { type ListOps, ListSubscriber } from "../notifier/list-subscriber.ts";
import { type NotifierRange, ULONG_MAX } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { type Attempt, Device, type DriverInterface, type Outcome } from "./device.ts";
import type { SecondaryEntry } from "./secondary-table.ts";

/**
 * A device with a shadow of the page table behind a list subscriber, in the manner of KVM: it
 * counts the sections that are open, raises a sequence when one ends, and maps a page only if
 * none is open over it and none has ended since it looked (Linux virt/kvm/kvm_main.c,
 * mmu_invalidate_retry_hva).
 *
 * With page references it may keep its entries until the end of the section; without, they go in
 * the start.
 */
export class Shadow extends Device {
  protected readonly subscriber: ListSubscriber;
  /** Guards the table, the count and the sequence; a spinlock, so no start ever has to fail. */
  protected readonly lock: Spinlock;
  /** The sections that are open, each as often as it is. */
  protected active: NotifierRange[] = [];
  protected seq = 0n;
  private readonly sampling: Point;
  private readonly sequence: number;

  /** @param references - whether an entry holds a reference to its page */
  constructor(
    driver: DriverInterface,
    name: string,
    mm: Mm,
    protected readonly references: boolean,
  ) {
    super(driver, name, mm);
    this.lock = new Spinlock(driver.kernel, `${name} lock`);
    this.sequence = idOf(`sequence of ${name}`);
    this.sampling = { access: pack(this.sequence, READ), wait: { kind: "other", name: "sequence" } };
    this.subscriber = new ListSubscriber(name, this.callbacks());
  }

  /** Everything that can take a page away. */
  protected callbacks(): ListOps {
    const invalidatePage = this.invalidatePage.bind(this);
    return { ...this.rangeCallbacks(), invalidate_page: (_, __, address) => invalidatePage(address) };
  }

  protected rangeCallbacks(): ListOps {
    const [start, end, release] = [this.start.bind(this), this.end.bind(this), this.release.bind(this)];
    return {
      invalidate_range_start: (_, range) => start(range),
      invalidate_range_end: (_, range) => end(range),
      release: () => release(),
    };
  }

  *create(): Coroutine<Status> {
    const rc = yield* this.driver.registry.register(this.subscriber, this.mm);
    this.setReady(rc === 0);
    return rc;
  }

  /** Unregisters; the release that comes with it, or came with exit, removes every entry. */
  *destroy(): Coroutine {
    this.setReady(false);
    yield* this.driver.registry.unregister(this.subscriber);
    yield* this.abandon();
  }

  protected *begin(): Coroutine<bigint> {
    yield this.sampling;
    return this.seq;
  }

  protected *isHopeless(): Coroutine<boolean> {
    return false;
  }

  protected covers(): boolean {
    return true;
  }

  /** Count and sequence are tested under the lock under which the callbacks change them. */
  protected *install(attempt: Attempt): Coroutine<Outcome> {
    const { address, page, write, seq } = attempt;
    yield this.lock.acquire;
    yield page.access;
    const good = this.isCurrent(attempt) && seq === this.seq && !this.isInvalidating(address);
    if (good) {
      if (this.references && this.table.get(address) === undefined) this.getPage(page);
      this.table.map(address, { page, write });
    }
    this.lock.release();
    return good ? "mapped" : "retry";
  }

  isInvalidating(address: bigint): boolean {
    return this.active.some(({ start, end }) => start <= address && address < end);
  }

  *start(range: NotifierRange): Coroutine<Status> {
    yield this.lock.acquire;
    this.active.push(range);
    if (!this.references) this.zap(range.start, range.end);
    this.lock.release();
    return 0;
  }

  *end(range: NotifierRange): Coroutine {
    yield this.lock.acquire;
    this.raiseSequence();
    this.active.splice(this.active.indexOf(range), 1);
    const late = this.references ? this.table.clear(range.start, range.end) : [];
    this.lock.release();
    yield* this.letGo(late);
  }

  /**
   * The page was unmapped and there is no section: nothing else tells a look-up of before that it is
   * too late, so the sequence is raised here.
   */
  *invalidatePage(address: bigint): Coroutine {
    const page = pageOf(address);
    yield this.lock.acquire;
    this.raiseSequence();
    const gone = this.table.clear(page, page + PAGE_SIZE);
    this.lock.release();
    yield* this.letGo(gone);
  }

  /** Under the lock: what was looked up before may not be mapped any more. */
  raiseSequence(): void {
    this.kernel.touch(this.sequence, WRITE);
    this.seq += 1n;
  }

  zap(start: bigint, end: bigint): void {
    for (const entry of this.table.clear(start, end)) this.reportDirty(entry);
  }

  /** The address space ends: so does everything that was mapped of it. */
  *release(): Coroutine {
    yield this.lock.acquire;
    this.setReady(false);
    const rest = this.table.clear(0n, ULONG_MAX);
    this.lock.release();
    yield* this.letGo(rest);
  }

  getPage(page: Page): void {
    this.driver.memory.pages.get(page);
    this.kernel.emit({ event: "page_get", thread: this.kernel.current.name, page: page.name });
  }

  /** The entries are gone from the table and the device's TLB: now the references may go too. */
  *letGo(entries: readonly SecondaryEntry[]): Coroutine {
    for (const entry of entries) {
      this.reportDirty(entry);
      if (this.references) yield* this.putPage(entry.page);
    }
  }

  *putPage(page: Page): Coroutine {
    this.kernel.emit({ event: "page_put", thread: this.kernel.current.name, page: page.name });
    yield* this.driver.memory.pages.put(page);
  }
}
