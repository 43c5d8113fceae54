import type { DriverInterface } from "../device/device.ts";
import type { Errno } from "../kernel/errno.ts";
import { PAGE_SIZE, type Page, pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { FaultInjection } from "../notifier/fault-injection.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { IntervalUmem } from "./interval-umem.ts";
import type { Access } from "./region.ts";

/** Pages that were looked up, and the sequence before that. */
export interface FoundPages {
  readonly pages: readonly Page[];
  readonly seq: bigint;
}

/** Page faults of a device on umems that are interval notifiers (Linux 6.12 drivers/infiniband/core/umem_odp.c). */
export class IntervalFaults {
  constructor(
    protected readonly driver: DriverInterface,
    protected readonly faults: FaultInjection,
  ) {}

  *fault(umem: IntervalUmem, address: bigint, write: boolean): Coroutine<"mapped" | Errno> {
    const rc = yield* this.mapPages(umem, pageOf(address), PAGE_SIZE, write ? "write" : "read");
    return rc === "1" ? "mapped" : rc;
  }

  /** Maps the pages, and then lets the device have them, in one hold of the umem mutex. */
  *mapPages(umem: IntervalUmem, start: bigint, length: bigint, access: Access): Coroutine<string> {
    if (access === "none") return "EINVAL";
    const refused = this.refuses(umem, start, start + length);
    if (refused !== undefined) return refused;
    const { mm } = umem;
    if (mm === undefined || !mm.getNotZero()) return "EINVAL";
    const first = pageOf(start);
    const mapped = yield* this.mapAndLock(umem, mm, first, start + length, access === "write");
    if (typeof mapped !== "string") {
      this.giveToDevice(umem, first, mapped.pages, access === "write");
      umem.mutex.unlock();
    }
    yield* this.driver.exitPath.mmput(mm);
    return typeof mapped === "string" ? mapped : String(mapped.pages.length);
  }

  refuses(umem: IntervalUmem, start: bigint, end: bigint): Errno | undefined {
    if (!umem.registered) return "EINVAL";
    return start < umem.start || end > umem.end ? "EFAULT" : undefined;
  }

  /**
   * ib_umem_odp_map_dma_and_lock: returns with the umem mutex held if the pages are mapped for DMA,
   * and without it after an error. A collision before the look-up is tried again until time is up; one
   * after it, as often as it happens.
   */
  *mapAndLock(umem: IntervalUmem, mm: Mm, start: bigint, end: bigint, write: boolean): Coroutine<FoundPages | Errno> {
    for (;;) {
      const seq = yield* this.driver.intervals.readBegin(umem.subscriber);
      const pages = yield* this.lookUp(umem, mm, { start, end, write, seq });
      if (pages === "EBUSY" && !this.isTimeUp()) continue;
      if (typeof pages === "string") return pages;
      yield* umem.mutex.lock();
      if (!(yield* this.mustRetry(umem, seq))) {
        this.mapForDma(umem, start, pages, write);
        return { pages, seq };
      }
      umem.mutex.unlock();
    }
  }

  isTimeUp(): boolean {
    return this.faults.take("odp-timeout");
  }

  *mustRetry(umem: IntervalUmem, seq: bigint): Coroutine<boolean> {
    return yield* this.driver.intervals.readRetry(umem.subscriber, seq);
  }

  /** hmm_range_fault under mmap_lock: it takes no references. EBUSY if it is known already that it would be in vain. */
  *lookUp(
    { subscriber }: IntervalUmem,
    mm: Mm,
    wanted: { readonly start: bigint; readonly end: bigint; readonly write: boolean; readonly seq: bigint },
  ): Coroutine<Page[] | Errno> {
    const space = this.driver.memory.space(mm);
    const taken = yield* space.lockRead();
    const pages: Page[] = [];
    let failed: Errno | undefined;
    for (let at = wanted.start; at < wanted.end && failed === undefined; at += PAGE_SIZE) {
      const vain = yield* this.driver.intervals.checkRetry(subscriber, wanted.seq);
      const pte = vain ? "EBUSY" : yield* this.driver.faults.touch(space, at, wanted.write);
      if (typeof pte === "string") failed = pte;
      else pages.push(pte.page);
    }
    if (taken) mm.mmapLock.up();
    return failed ?? pages;
  }

  mapForDma(umem: IntervalUmem, start: bigint, pages: readonly Page[], write: boolean): void {
    for (const [at, page] of pages.entries()) {
      const address = start + BigInt(at) * PAGE_SIZE;
      const old = umem.pages.get(address);
      umem.pages.store(address, { page, write: write || old?.write === true });
    }
  }

  giveToDevice(umem: IntervalUmem, start: bigint, pages: readonly Page[], write: boolean): void {
    for (const [at, page] of pages.entries()) umem.table.map(start + BigInt(at) * PAGE_SIZE, { page, write });
  }

  /** The first half of one attempt. */
  *walk(umem: IntervalUmem, address: bigint, write: boolean, token: string): Coroutine<0 | Errno> {
    const at = pageOf(address);
    const refused = this.refuses(umem, at, at + PAGE_SIZE);
    if (refused !== undefined) return refused;
    const { mm } = umem;
    if (mm === undefined || !mm.getNotZero()) return "EINVAL";
    const seq = yield* this.driver.intervals.readBegin(umem.subscriber);
    const pages = yield* this.lookUp(umem, mm, { start: at, end: at + PAGE_SIZE, write, seq });
    const [page] = typeof pages === "string" ? [] : pages;
    if (page !== undefined) {
      umem.attempts.set(token, { address: at, page, write, seq, mm });
      return 0;
    }
    yield* this.driver.exitPath.mmput(mm);
    return typeof pages === "string" ? pages : "EFAULT";
  }

  /** The second half. */
  *commit(umem: IntervalUmem, token: string): Coroutine<"mapped" | "retry" | Errno> {
    const attempt = umem.attempts.get(token);
    if (attempt === undefined) return "EINVAL";
    umem.attempts.delete(token);
    const { address, page, write, seq, mm } = attempt;
    yield* umem.mutex.lock();
    const retry = yield* this.mustRetry(umem, seq);
    if (!retry) {
      this.mapForDma(umem, address, [page], write);
      this.giveToDevice(umem, address, [page], write);
    }
    umem.mutex.unlock();
    yield* this.driver.exitPath.mmput(mm);
    return retry ? "retry" : "mapped";
  }

  *retry(umem: IntervalUmem, seq: bigint): Coroutine<boolean> {
    yield* umem.mutex.lock();
    const retry = yield* this.mustRetry(umem, seq);
    umem.mutex.unlock();
    return retry;
  }
}
