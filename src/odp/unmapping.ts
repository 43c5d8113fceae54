import type { Kernel } from "../kernel/kernel.ts";
import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { higher, lower } from "../mm/bounds.ts";
import type { Memory } from "../mm/memory.ts";
import type { OdpPolicy } from "./policy.ts";
import type { Umem } from "./umem.ts";

/** Taking pages away from the device, and what they are owed then. */
export class Unmapping {
  constructor(
    protected readonly kernel: Kernel,
    protected readonly memory: Memory,
    protected readonly policy: OdpPolicy,
  ) {}

  /**
   * The driver's hook: the device's own entries go first, then what it could reach by DMA, both
   * before it returns. The range is that of the section; what is outside the umem is left alone.
   *
   * @returns whether there was anything to take away
   */
  *invalidate(umem: Umem, start: bigint, end: bigint, pinned: boolean): Coroutine<boolean> {
    this.zap(umem, start, end);
    return yield* this.unmap(umem, start, end, pinned);
  }

  /** The device's page table and TLB. */
  zap(umem: Umem, start: bigint, end: bigint): void {
    umem.table.clear(higher(start, umem.start), lower(end, umem.end));
  }

  /** ib_umem_odp_unmap_dma_pages: of each page once, however many come at the same time. */
  *unmap(umem: Umem, start: bigint, end: bigint, pinned: boolean): Coroutine<boolean> {
    yield* umem.mutex.lock();
    const gone = this.unmapLocked(umem, start, end);
    umem.mutex.unlock();
    if (pinned) for (const page of gone) yield* this.putPage(page);
    return gone.length > 0;
  }

  /** The pages that were mapped in the range, each told what it has to know. */
  unmapLocked(umem: Umem, start: bigint, end: bigint): Page[] {
    const gone: Page[] = [];
    for (const address of umem.pages.within(higher(start, umem.start), lower(end, umem.end))) {
      const entry = umem.pages.get(address);
      if (entry === undefined) continue;
      umem.pages.clear(address);
      if (this.isDirty(umem, entry.write)) this.setDirty(entry.page);
      gone.push(entry.page);
    }
    return gone;
  }

  isDirty(umem: Umem, write: boolean): boolean {
    return this.policy.dirtyIf === "umem-writable" ? umem.writable : write;
  }

  /** set_page_dirty, without the page lock: callbacks come with it and without it. */
  setDirty(page: Page): void {
    this.memory.pages.setDirty(page);
  }

  getPage(page: Page): void {
    this.memory.pages.get(page);
    this.kernel.emit({ event: "page_get", thread: this.kernel.current.name, page: page.name });
  }

  *putPage(page: Page): Coroutine {
    this.kernel.emit({ event: "page_put", thread: this.kernel.current.name, page: page.name });
    yield* this.memory.pages.put(page);
  }
}
