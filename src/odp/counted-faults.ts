import type { DriverInterface } from "../device/device.ts";
import type { Errno } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { PAGE_SIZE, pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { FaultInjection } from "../notifier/fault-injection.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { CountedUmem } from "./counted-umem.ts";
import type { Lookup } from "./lookup.ts";
import type { Access } from "./region.ts";
import type { UmemAttempt } from "./umem.ts";
import type { Unmapping } from "./unmapping.ts";

/** What an attempt came to under the umem mutex. */
export type Placed =
  /** The slot was empty, and has the page now. */
  | "stored"
  /** It had this page already. */
  | "same"
  /** It has another page: something went wrong before. */
  | "different"
  /** An invalidation collided. */
  | "retry"
  /** The page could not be mapped for DMA. */
  | "EFAULT";

/** Page faults of a device on umems that count (ib_umem_odp_map_dma_pages of 2014). */
export class CountedFaults {
  protected readonly kernel: Kernel;

  constructor(
    protected readonly driver: DriverInterface,
    protected readonly faults: FaultInjection,
    protected readonly lookup: Lookup,
    protected readonly unmapping: Unmapping,
  ) {
    this.kernel = driver.kernel;
  }

  /** One attempt to map one page. */
  *fault(umem: CountedUmem, address: bigint, write: boolean, token: string): Coroutine<"mapped" | "retry" | Errno> {
    const rc = yield* this.walk(umem, address, write, token);
    return rc === 0 ? yield* this.commit(umem, token) : rc;
  }

  /**
   * The first half: the sequence, then a user of the address space, then the page. None of the
   * umem's locks is held: looking up may invalidate, and callbacks take them.
   */
  *walk(umem: CountedUmem, address: bigint, write: boolean, token: string): Coroutine<0 | Errno> {
    const at = pageOf(address);
    const refused = this.refuses(umem, at, at + PAGE_SIZE);
    if (refused !== undefined) return refused;
    const { mm } = umem.context;
    const seq = yield* umem.sections.sample();
    if (!this.takeUser(mm)) return "EINVAL";
    const pages = yield* this.lookup.pages(mm, at, at + PAGE_SIZE, write);
    const [page] = typeof pages === "string" ? [] : pages;
    if (typeof pages === "string" || page === undefined) {
      yield* this.dropUser(mm);
      return typeof pages === "string" ? pages : "EFAULT";
    }
    umem.attempts.set(token, { address: at, page, write, seq, mm });
    return 0;
  }

  refuses(umem: CountedUmem, start: bigint, end: bigint): Errno | undefined {
    if (!umem.registered) return "EINVAL";
    return start < umem.start || end > umem.end ? "EFAULT" : undefined;
  }

  takeUser(mm: Mm): boolean {
    return mm.getNotZero();
  }

  *dropUser(mm: Mm): Coroutine {
    yield* this.driver.exitPath.mmput(mm);
  }

  /** The second half. */
  *commit(umem: CountedUmem, token: string): Coroutine<"mapped" | "retry" | Errno> {
    const attempt = umem.attempts.get(token);
    if (attempt === undefined) return "EINVAL";
    umem.attempts.delete(token);
    const placed = yield* this.mapSingle(umem, attempt);
    yield* this.dropUser(attempt.mm);
    if (placed === "EFAULT") return placed;
    return placed === "stored" || placed === "same" ? "mapped" : "retry";
  }

  /**
   * ib_umem_odp_map_dma_pages: as many pages from `start` on as `length` touches, of which those
   * before an error stay mapped.
   *
   * @returns how many were mapped, or the error
   */
  *mapPages(umem: CountedUmem, start: bigint, length: bigint, access: Access): Coroutine<string> {
    if (access === "none") return "EINVAL";
    const refused = this.refuses(umem, start, start + length);
    if (refused !== undefined) return refused;
    const { mm } = umem.context;
    const seq = yield* umem.sections.sample();
    if (!this.takeUser(mm)) return "EINVAL";
    const result = yield* this.mapLookedUp(umem, pageOf(start), start + length, access === "write", seq);
    yield* this.dropUser(mm);
    return result;
  }

  *mapLookedUp(umem: CountedUmem, start: bigint, end: bigint, write: boolean, seq: bigint): Coroutine<string> {
    const { mm } = umem.context;
    const pages = yield* this.lookup.pages(mm, start, end, write);
    if (typeof pages === "string") return pages;
    for (const [at, page] of pages.entries()) {
      const attempt = { address: start + BigInt(at) * PAGE_SIZE, page, write, seq, mm };
      const placed = yield* this.mapSingle(umem, attempt);
      if (placed === "stored" || placed === "same") continue;
      for (const rest of pages.slice(at + 1)) yield* this.unmapping.putPage(rest);
      return placed === "EFAULT" ? placed : "EAGAIN";
    }
    return String(pages.length);
  }

  /** ib_umem_odp_map_dma_single_page. Consumes the page's reference. */
  *mapSingle(umem: CountedUmem, attempt: UmemAttempt): Coroutine<Placed> {
    yield* umem.mutex.lock();
    const placed = this.place(umem, attempt);
    umem.mutex.unlock();
    if (this.dropsReference(umem, placed)) yield* this.unmapping.putPage(attempt.page);
    if (placed === "different") yield* this.removeExisting(umem, attempt.address);
    return placed;
  }

  /** With notifiers pages are never pinned; without, as long as they are mapped. */
  dropsReference(umem: CountedUmem, placed: Placed): boolean {
    return !umem.context.plain || placed !== "stored";
  }

  /** Under the umem mutex, so that what retry says holds until the entry is there. */
  place(umem: CountedUmem, attempt: UmemAttempt): Placed {
    if (this.mustRetry(umem, attempt.seq)) return "retry";
    const { address, page, write } = attempt;
    const old = umem.pages.get(address);
    if (old !== undefined && old.page !== page) {
      this.kernel.info(`${umem.name} maps ${old.page.name}, but the process has ${page.name}`);
      return "different";
    }
    if (old === undefined && this.faults.take("dma-map")) return "EFAULT";
    umem.pages.store(address, { page, write: write || old?.write === true });
    umem.table.map(address, { page, write });
    return old === undefined ? "stored" : "same";
  }

  mustRetry(umem: CountedUmem, seq: bigint): boolean {
    return !umem.context.plain && umem.sections.mustRetry(seq);
  }

  /** Better no mapping than a wrong one: an invalidation of that page alone. */
  *removeExisting(umem: CountedUmem, address: bigint): Coroutine {
    if (umem.context.plain) return;
    yield* umem.context.invalidateOne(umem, address, address + PAGE_SIZE);
  }

  /** A sequence to ask about later. */
  *sample(umem: CountedUmem): Coroutine<bigint> {
    return yield* umem.sections.sample();
  }

  /** ib_umem_mmu_notifier_retry. */
  *retry(umem: CountedUmem, seq: bigint): Coroutine<boolean> {
    yield* umem.mutex.lock();
    const retry = this.mustRetry(umem, seq);
    umem.mutex.unlock();
    return retry;
  }

  /** A fault that has to try again waits until it may; told if it never will. */
  *wait(umem: CountedUmem): Coroutine<0 | Errno> {
    yield* umem.sections.wait();
    return umem.sections.dying ? "EFAULT" : 0;
  }
}
