import type { Status } from "../kernel/errno.ts";
import type { Page } from "../kernel/page.ts";
import { PAGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Vma } from "../mm/vma.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { DriverInterface, Outcome } from "./device.ts";
import type { SecondaryTable } from "./secondary-table.ts";

/** The device whose memory it is. */
export interface MemoryOwner {
  readonly name: string;
  readonly mm: Mm;
  readonly table: SecondaryTable;
  /** The sequence before anything is looked up. */
  begin(): Coroutine<bigint>;
  /**
   * Under the device's lock; look-ups from before mean nothing afterwards.
   *
   * @param body - is told whether something was invalidated since that nobody but this device asked for
   */
  change(seq: bigint, body: (stale: boolean) => void): Coroutine;
}

/**
 * Pages that a device has for itself: in its own memory, or in the system's with everybody else
 * kept out (Linux lib/test_hmm.c, dmirror_migrate_to_device and dmirror_exclusive). The caller
 * holds a user reference.
 */
export class DeviceMemory {
  constructor(
    protected readonly driver: DriverInterface,
    protected readonly device: MemoryOwner,
  ) {
    driver.memory.addDevice(device.name, this);
  }

  *migrate(start: bigint, end: bigint): Coroutine<Status> {
    const space = this.driver.memory.space(this.device.mm);
    const taken = yield* space.lockRead();
    const vma = space.find(start);
    const fits = vma !== undefined && end <= vma.end && vma.file === undefined && !vma.traits.hugetlb;
    if (fits) yield* this.toDevice(vma, start, end);
    if (taken) this.device.mm.mmapLock.up();
    return fits ? 0 : "EINVAL";
  }

  /**
   * The device's entries change between the new pages and the end of the old ones. Its own sections it
   * ignores; after anybody else's it maps nothing, since the place may be empty again.
   */
  protected *toDevice(vma: Vma, start: bigint, end: bigint): Coroutine {
    const seq = yield* this.device.begin();
    const { table } = this.device;
    const finalizeAndMap = (moved: ReadonlyMap<bigint, Page>) =>
      this.device.change(seq, (stale) => {
        for (const [address, page] of moved) {
          if (stale) table.clear(address, address + PAGE_SIZE);
          else table.map(address, { page, write: vma.write });
        }
      });
    yield* this.driver.migrateVma.run({ vma, start, end, owner: this.device.name, toDevice: true, finalizeAndMap });
  }

  /** migrate_to_ram: the CPU, or another device, faulted on a page of this memory. */
  *migrateToRam(vma: Vma, start: bigint): Coroutine {
    const end = start + PAGE_SIZE;
    const forget = () => {
      this.device.table.clear(start, end);
    };
    const finalizeAndMap = () => this.device.change(0n, forget);
    yield* this.driver.migrateVma.run({ vma, start, end, owner: this.device.name, toDevice: false, finalizeAndMap });
  }

  /**
   * The page stays locked until the device maps it, so that nobody takes it back before. That does not
   * keep it from being unmapped: only the sequence tells.
   */
  *makeExclusive(address: bigint): Coroutine<Outcome> {
    const { memory, makeExclusive } = this.driver;
    const space = memory.space(this.device.mm);
    const seq = yield* this.device.begin();
    const taken = yield* space.lockRead();
    const vma = space.find(address);
    const page = vma === undefined ? "EFAULT" : yield* makeExclusive.run(vma, address, this.device.name);
    const outcome = typeof page === "string" ? page : yield* this.mapExclusive(page, address, seq);
    if (taken) this.device.mm.mmapLock.up();
    return outcome;
  }

  protected *mapExclusive(page: Page, address: bigint, seq: bigint): Coroutine<Outcome> {
    const { pages } = this.driver.memory;
    let outcome: Outcome = "retry";
    yield* this.device.change(seq, (stale) => {
      if (stale) return;
      this.device.table.map(address, { page, write: true });
      outcome = "mapped";
    });
    pages.lockOf(page).unlock();
    yield* pages.put(page);
    return outcome;
  }
}
