import { idOf, pack, READ, WRITE } from "../kernel/access.ts";
import type { Errno, Status } from "../kernel/errno.ts";
import type { Page } from "../kernel/page.ts";
import type { Coroutine, Point } from "../kernel/point.ts";
import { ListSubscriber } from "../notifier/list-subscriber.ts";
import type { SecondaryPolicy } from "../notifier/policy.ts";
import { ULONG_MAX } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { TlbNotifier } from "../notifier/tlb-notifier.ts";
import type { DriverInterface } from "./device.ts";
import { type SecondaryEntry, SecondaryTable } from "./secondary-table.ts";

/** A tlb_notifier is put, so it has to be freed; its memory is the device's. */
const FREE: ListSubscriber["ops"] = { *free_notifier(): Coroutine {} };

/**
 * A device that walks the CPUs' own page tables, and keeps what it found in a TLB of its own: an
 * IOMMU with shared virtual addressing, without broadcast of the CPUs' TLB maintenance (Linux 6.12
 * drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c, drivers/iommu/intel/svm.c). It looks nothing up
 * in software and holds no references: what keeps it right is the secondary-TLB callback alone.
 *
 * A translation and the access that it serves are one step: a TLB invalidation waits for the
 * accesses that use what it removes.
 */
export class Walker {
  /** Its TLB. */
  readonly table: SecondaryTable;
  protected readonly subscriber: ListSubscriber;
  /** Bound to the address space: it may walk the tables. */
  protected bound = false;
  private readonly state: number;
  private readonly accessing: Point;

  /** @param callback - the name of the secondary-TLB callback in this profile */
  constructor(
    protected readonly driver: DriverInterface,
    readonly name: string,
    readonly mm: Mm,
    callback: SecondaryPolicy["callback"],
  ) {
    this.table = new SecondaryTable(driver.kernel, name);
    this.state = idOf(`state of ${name}`);
    this.accessing = { access: pack(this.state, READ), wait: { kind: "other", name: "device access" } };
    const ops = this.opsFor(callback);
    this.subscriber =
      callback === "invalidate_secondary_tlbs" ? new TlbNotifier(name, ops) : new ListSubscriber(name, ops);
  }

  protected opsFor(callback: SecondaryPolicy["callback"]): ListSubscriber["ops"] {
    const [invalidate, release] = [this.invalidate.bind(this), this.release.bind(this)];
    const ops = { release: () => release(), ...(callback === "invalidate_secondary_tlbs" ? FREE : {}) };
    if (callback === undefined) return ops;
    return { ...ops, [callback]: (_: ListSubscriber, _mm: Mm, start: bigint, end: bigint) => invalidate(start, end) };
  }

  /** Binds the address space: only then is the device given its page tables. */
  *create(): Coroutine<Status> {
    const rc = yield* this.register();
    this.setBound(rc === 0);
    return rc;
  }

  /** Unbinds: no walk any more, then no entry, then the subscriber goes. */
  *destroy(): Coroutine {
    yield* this.release();
    yield* this.unregister();
  }

  protected *register(): Coroutine<Status> {
    return yield* this.driver.registry.register(this.subscriber, this.mm);
  }

  protected *unregister(): Coroutine {
    const { registry } = this.driver;
    if (this.subscriber.kind === "tlb") yield* registry.put(this.subscriber);
    else yield* registry.unregister(this.subscriber);
  }

  /** The device reads: what stands in the page that it reaches. */
  *read(address: bigint): Coroutine<string> {
    const entry = yield* this.translate(address, false);
    if (typeof entry === "string") return entry;
    this.driver.kernel.touch(entry.page.contentId, READ);
    return entry.page.content;
  }

  /** The device writes to the page that it reaches. */
  *write(address: bigint, content: string): Coroutine<Status> {
    const entry = yield* this.translate(address, true);
    if (typeof entry === "string") return entry;
    this.put(entry.page, content);
    return 0;
  }

  protected put(page: Page, content: string): void {
    this.driver.kernel.touch(page.contentId, WRITE);
    page.content = content;
  }

  /** Through the TLB; where that knows nothing, through the page table. EFAULT is the device's page fault. */
  protected *translate(address: bigint, write: boolean): Coroutine<SecondaryEntry | Errno> {
    yield this.accessing;
    if (!this.isBound()) return "EINVAL";
    const known = this.table.get(address);
    if (known !== undefined && (known.write || !write)) return known;
    if (known !== undefined && this.keepsRefusals()) return "EFAULT";
    return yield* this.walk(address, write);
  }

  /** Whether an entry that forbids an access stays until somebody has it removed. */
  keepsRefusals(): boolean {
    return this.driver.memory.tlb.arch.cachesRefusals;
  }

  /** Without any lock, as hardware does. What it finds it keeps, also if it forbids the access. */
  protected *walk(address: bigint, write: boolean): Coroutine<SecondaryEntry | Errno> {
    const pte = yield* this.driver.memory.space(this.mm).table.walk(address);
    if (!this.isBound()) return "EINVAL";
    if (pte === undefined) return "EFAULT";
    const entry = { page: pte.page, write: pte.write };
    this.table.map(address, entry);
    return pte.write || !write ? entry : "EFAULT";
  }

  /** The secondary-TLB callback: [start,end) goes, whatever else happens. */
  protected *invalidate(start: bigint, end: bigint): Coroutine {
    this.table.clear(start, end);
  }

  /** The address space ends, or is taken from the device. */
  protected *release(): Coroutine {
    this.setBound(false);
    this.table.clear(0n, ULONG_MAX);
  }

  private isBound(): boolean {
    this.driver.kernel.touch(this.state, READ);
    return this.bound;
  }

  private setBound(bound: boolean): void {
    this.driver.kernel.touch(this.state, WRITE);
    this.bound = bound;
  }
}
