import type { Status } from "../../kernel/errno.ts";
import { HUGE_SIZE, hugeOf, PAGE_SIZE, type Page } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mapping } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import type { Memory } from "../memory.ts";
import { MmOperation } from "../operation.ts";
import type { File, Vma } from "../vma.ts";
import type { RmapUnmap } from "./rmap-unmap.ts";

/** Small pages become one huge page (Linux mm/khugepaged.c, hpage_collapse_scan_pmd and _file). */
export class ThpCollapse extends MmOperation {
  constructor(
    memory: Memory,
    protected readonly reclaim: RmapUnmap,
  ) {
    super(memory);
  }

  /** EINVAL where a VMA does not hold the whole range, or it is huge already. */
  *run(mm: Mm, address: bigint): Coroutine<Status> {
    const base = hugeOf(address);
    const vma = this.space(mm).find(base);
    if (vma === undefined || vma.end < base + HUGE_SIZE || vma.traits.hugetlb || vma.traits.pfn) return "EINVAL";
    if (vma.file === undefined) return yield* this.collapseAnon(vma, base);
    if (!this.policy.fileCollapse) return "EINVAL";
    const offset = vma.offsetOf(base);
    if (vma.file.page(offset).huge) return yield* this.collapsePteMapped(vma, base);
    yield* this.collapseFile(vma.file, offset);
    return 0;
  }

  /**
   * collapse_huge_page: the section ends as soon as the small entries are gone; the holder of
   * mmap_lock for write sees to it that nobody faults before the huge entry stands.
   */
  *collapseAnon(vma: Vma, base: bigint): Coroutine<Status> {
    const { space } = vma;
    yield* space.mm.mmapLock.down("write");
    if (this.policy.vmaLocks) yield* space.startWrite(vma);
    yield* space.mm.rmapLock.down("write");
    const range = yield* this.sections.start(space.mm, "thp-collapse", base, base + HUGE_SIZE);
    const small = yield* this.takeSmall(space, base);
    yield* this.sections.end(range);
    space.mm.rmapLock.up();
    if (small.length > 0) yield* this.putHuge(vma, base);
    space.mm.mmapLock.up();
    for (const { pte } of small) yield* this.pages.put(pte.page);
    return small.length > 0 ? 0 : "EINVAL";
  }

  /** pmdp_collapse_flush: the whole table of entries goes at once. */
  protected *takeSmall({ table, mm }: AddressSpace, base: bigint): Coroutine<Mapping[]> {
    yield table.lock.acquire;
    yield table.storing;
    const found = table.readRange(base, base + HUGE_SIZE);
    const small = found.some(({ pte }) => pte.huge || pte.special !== undefined) ? [] : found;
    for (const { address, pte } of small) {
      table.store(address, undefined);
      this.pages.countMapping(pte.page, -1);
    }
    if (small.length > 0) yield* this.memory.tlb.flush(mm, base, base + HUGE_SIZE);
    table.lock.release();
    return small;
  }

  protected *putHuge(vma: Vma, base: bigint): Coroutine {
    const { table } = vma.space;
    const page = this.pages.alloc("anon", true);
    this.pages.get(page);
    yield table.lock.acquire;
    yield table.storing;
    this.pages.countMapping(page, 1);
    table.store(base, { page, write: vma.write, young: true, dirty: true, huge: true });
    table.lock.release();
  }

  /** collapse_file: every small page is unmapped, the page cache gets the huge one, the tables go. */
  *collapseFile(file: File, offset: bigint): Coroutine {
    const offsets = Array.from({ length: Number(HUGE_SIZE / PAGE_SIZE) }, (_, at) => offset + BigInt(at) * PAGE_SIZE);
    for (const page of new Set(offsets.map((at) => file.page(at)))) yield* this.unmapSmall(page);
    yield* file.replaceAt(offsets, this.pages.alloc("file", true));
    for (const vma of file.eachMapping()) yield* this.retract(file, vma, vma.start + (offset - vma.offset));
  }

  protected *unmapSmall(page: Page): Coroutine {
    const lock = this.pages.lockOf(page);
    yield* lock.lock();
    yield* this.reclaim.unmap(page);
    lock.unlock();
  }

  /** retract_page_tables: an empty table may still be on some CPU's way. */
  *retract(file: File, vma: Vma, base: bigint): Coroutine {
    const { mm } = vma.space;
    const before = this.policy.retractTakesMmapLock;
    yield* mm.rmapLock.down(before ? "write" : "read");
    const concerned = file.isMappedBy(vma) && !vma.anonVma && base >= vma.start && base + HUGE_SIZE <= vma.end;
    if (concerned) yield* before ? this.tryRetract(vma, base) : this.retractTable(vma, base);
    mm.rmapLock.up();
  }

  /** Up to 6.1 only if mmap_lock is to be had at once. */
  protected *tryRetract(vma: Vma, base: bigint): Coroutine {
    const { mmapLock } = vma.space.mm;
    if (!(yield* mmapLock.trylock("write"))) return;
    yield* this.retractTable(vma, base);
    mmapLock.up();
  }

  protected *retractTable(vma: Vma, base: bigint): Coroutine {
    const { space } = vma;
    if (!space.table.isPopulated(base)) return;
    const range = yield* this.sections.start(space.mm, "thp-retract", base, base + HUGE_SIZE);
    const left = yield* this.takeSmall(space, base);
    space.table.freeTables(base, base + HUGE_SIZE, () => false);
    yield* this.sections.end(range);
    for (const { pte } of left) yield* this.pages.put(pte.page);
  }

  /** collapse_pte_mapped_thp: the cache has the huge page, small entries still map parts of it. */
  *collapsePteMapped(vma: Vma, base: bigint): Coroutine<Status> {
    const { space } = vma;
    if (!this.policy.collapsesPteMapped) return "EINVAL";
    const taken = yield* space.lockRead();
    const page = vma.file?.page(vma.offsetOf(base));
    if (page !== undefined) yield* this.dropSmall(space, base, page);
    if (taken) space.mm.mmapLock.up();
    return 0;
  }

  protected *dropSmall(space: AddressSpace, base: bigint, page: Page): Coroutine {
    const lock = this.pages.lockOf(page);
    yield* lock.lock();
    const range = yield* this.sections.start(space.mm, "thp-collapse-pte-mapped", base, base + HUGE_SIZE);
    const left = yield* this.takeSmall(space, base);
    space.table.freeTables(base, base + HUGE_SIZE, () => false);
    yield* this.sections.end(range);
    lock.unlock();
    for (const { pte } of left) yield* this.pages.put(pte.page);
  }
}
