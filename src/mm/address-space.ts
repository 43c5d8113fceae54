import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { Mutex } from "../kernel/mutex.ts";
import { HUGE_SIZE, type Page } from "../kernel/page.ts";
import { PageTable } from "../kernel/page-table.ts";
import type { Coroutine } from "../kernel/point.ts";
import { ULONG_MAX } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { higher } from "./bounds.ts";
import type { Vma } from "./vma.ts";

/** The memory of one mm: its VMAs, under mmap_lock, and its page table, under the PTL. */
export class AddressSpace {
  readonly table: PageTable;
  /** hugetlb_fault_mutex_table: one fault at a time. */
  readonly hugetlbFaults: Mutex;
  private list: readonly Vma[] = [];
  private skipMark = false;
  private running = 0;
  private readonly ids: { readonly vmas: number; readonly mark: number; readonly gathers: number };

  constructor(
    private readonly kernel: Kernel,
    readonly mm: Mm,
  ) {
    this.table = new PageTable(kernel, mm.name);
    this.hugetlbFaults = new Mutex(kernel, "hugetlb_fault_mutex", mm.name);
    const id = (what: string) => idOf(`${what} of ${mm.name}`);
    this.ids = { vmas: id("VMAs"), mark: id("mark"), gathers: id("gathers") };
  }

  /** The VMAs in ascending order. */
  get vmas(): readonly Vma[] {
    this.kernel.touch(this.ids.vmas, READ);
    return this.list;
  }

  /** MMF_OOM_SKIP: the reaper has nothing to do here any more. */
  get oomSkip(): boolean {
    this.kernel.touch(this.ids.mark, READ);
    return this.skipMark;
  }

  set oomSkip(mark: boolean) {
    this.kernel.touch(this.ids.mark, WRITE);
    this.skipMark = mark;
  }

  /** tlb_flush_pending: how many gathers are at work. */
  get gathers(): number {
    this.kernel.touch(this.ids.gathers, READ);
    return this.running;
  }

  set gathers(count: number) {
    this.kernel.touch(this.ids.gathers, WRITE);
    this.running = count;
  }

  /** free_pgtables: the tables of [start,end) that no VMA needs any more; answers where they began to serve. */
  freeTables(start: bigint, end: bigint): bigint[] {
    const needed = (base: bigint) => this.list.some((vma) => vma.overlaps(base, base + HUGE_SIZE));
    return this.table.freeTables(start, end, needed).map((base) => higher(base, start));
  }

  /** The VMA that holds the address. */
  find(address: bigint): Vma | undefined {
    return this.vmas.find((vma) => vma.start <= address && address < vma.end);
  }

  /** The VMAs that hold a part of [start,end). */
  overlapping(start: bigint, end: bigint): Vma[] {
    return this.vmas.filter((vma) => vma.overlaps(start, end));
  }

  add(vma: Vma): void {
    this.kernel.touch(this.ids.vmas, WRITE);
    this.list = [...this.list, vma].sort((a, b) => (a.start < b.start ? -1 : 1));
  }

  remove(vma: Vma): void {
    this.kernel.touch(this.ids.vmas, WRITE);
    this.list = this.list.filter((other) => other !== vma);
  }

  /** The end of the address space: no VMA is left. */
  removeAll(): void {
    this.kernel.touch(this.ids.vmas, WRITE);
    this.list = [];
  }

  /** True if nobody but this address space maps the page. */
  mapsAlone(page: Page): boolean {
    this.kernel.touch(page.mapCountId, READ);
    return this.table.within(0n, ULONG_MAX).filter(({ pte }) => pte.page === page).length === page.mapCount;
  }

  /** True if some entry names the page; nobody may rely on it without a lock. */
  maps(page: Page): boolean {
    this.kernel.touch(page.mapCountId, READ);
    return this.table.within(0n, ULONG_MAX).some(({ pte }) => pte.page === page);
  }

  /** Takes mmap_lock for read unless the thread holds it; answers whether it was taken. */
  *lockRead(): Coroutine<boolean> {
    const { mmapLock } = this.mm;
    if (mmapLock.modeOf(this.kernel.current) !== undefined) return false;
    yield* mmapLock.down("read");
    return true;
  }

  /**
   * vma_start_write: waits for the faults that hold the VMA's lock; new ones fall back to
   * mmap_lock until the write hold of mmap_lock ends (Linux 6.12 include/linux/mm.h).
   */
  *startWrite(vma: Vma): Coroutine {
    const now = this.mm.mmapLock.writesEnded;
    if (vma.lockSeq === now) return;
    yield* vma.lock.down("write");
    vma.lockSeq = now;
    vma.lock.up();
  }

  /** True while whoever holds mmap_lock for write has claimed the VMA. */
  isWriteLocked(vma: Vma): boolean {
    return vma.lockSeq === this.mm.mmapLock.writesEnded;
  }

  /** lock_vma_under_rcu: the VMA at the address with its lock held for read, if that is possible at once. */
  *lockVma(address: bigint): Coroutine<Vma | undefined> {
    const vma = this.find(address);
    if (vma === undefined || this.isWriteLocked(vma)) return undefined;
    if (!(yield* vma.lock.trylock("read"))) return undefined;
    if (this.find(address) === vma && !this.isWriteLocked(vma)) return vma;
    vma.lock.up();
    return undefined;
  }
}
