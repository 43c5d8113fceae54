import type { Errno, Status } from "../../kernel/errno.ts";
import { hugeOf, type Page, pageOf } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import { allows, baseOf, isSamePte, type Pte, sizeOf } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AccessFlags } from "../access-flags.ts";
import type { AddressSpace } from "../address-space.ts";
import type { CallSite } from "../call-sites.ts";
import { MmOperation } from "../operation.ts";
import type { PteNotify } from "../pte-notify.ts";
import { readMapsWritable, type Vma } from "../vma.ts";
import type { SpecialFaults } from "./special-faults.ts";
import type { ThpSplit } from "./thp-split.ts";
import { UnmapRefPrivate } from "./unmap-ref-private.ts";

/** Page faults of the CPU, and of whoever asks for a page in its name (Linux mm/memory.c, handle_mm_fault). */
export class Faults extends MmOperation {
  protected readonly refPrivate = new UnmapRefPrivate(this.memory);

  constructor(
    memory: ConstructorParameters<typeof MmOperation>[0],
    protected readonly thp: ThpSplit,
    protected readonly notify: PteNotify,
    protected readonly special: SpecialFaults,
    protected readonly flags: AccessFlags,
  ) {
    super(memory);
  }

  /** A write by the CPU. From v6.4 on it tries the VMA's lock before mmap_lock. */
  *write(mm: Mm, address: bigint): Coroutine<Status> {
    const space = this.space(mm);
    if (mm.users === 0) return "EFAULT";
    const vma = this.policy.vmaLocks ? yield* space.lockVma(address) : undefined;
    if (vma !== undefined) {
      const rc = yield* this.touch(space, address, true);
      vma.lock.up();
      return typeof rc === "object" ? 0 : rc;
    }
    const taken = yield* space.lockRead();
    const rc = yield* this.touch(space, address, true);
    if (taken) mm.mmapLock.up();
    return typeof rc === "object" ? 0 : rc;
  }

  /**
   * Faults until the entry allows the access, as get_user_pages and hmm_range_fault do. The
   * caller holds mmap_lock or the VMA's lock. A device finds the pages in its own memory where they are.
   */
  *touch(space: AddressSpace, address: bigint, write: boolean, owner?: string): Coroutine<Pte | Errno> {
    for (;;) {
      const vma = space.find(address);
      if (vma === undefined || (write && !vma.write)) return "EFAULT";
      const pte = yield* space.table.walk(address);
      if (pte !== undefined && allows(pte, write) && !this.lacksMarks(pte, write)) return pte;
      if (pte?.special?.kind === "device-private" && pte.special.owner === owner) return { ...pte, write: vma.write };
      yield* this.handle(vma, address, pte, write);
    }
  }

  /** Where the hardware does not mark what is used, the fault does. */
  lacksMarks({ young, dirty }: Pte, write: boolean): boolean {
    return this.flags.arch.marksByFault && (!young || (write && !dirty));
  }

  /** One fault on the entry as it was seen without the lock. */
  *handle(vma: Vma, address: bigint, seen: Pte | undefined, write: boolean): Coroutine {
    if (!vma.traits.hugetlb) return yield* this.handleEntry(vma, address, seen, write);
    yield* vma.space.hugetlbFaults.lock();
    yield* this.handleEntry(vma, address, seen, write);
    vma.space.hugetlbFaults.unlock();
  }

  *handleEntry(vma: Vma, address: bigint, seen: Pte | undefined, write: boolean): Coroutine {
    if (seen === undefined) yield* this.fill(vma, pageOf(address), write);
    else if (seen.special !== undefined) yield* this.special.handle(vma, address, seen);
    else if (seen.write || !write) yield* this.mark(vma, address, seen, write);
    else if (this.mayReuse(vma, seen)) yield* this.reuse(vma, pageOf(address), seen);
    else if (this.splitsToCopy(vma, seen)) yield* this.thp.split(vma.space, hugeOf(address));
    else if (this.lacksHugePage(vma)) yield* this.refPrivate.run(vma, seen.page);
    else yield* this.copy(vma, address, seen);
  }

  /** With nothing to copy to, the others lose the page, and the next fault finds nobody to share it with. */
  lacksHugePage({ traits }: Vma): boolean {
    return traits.hugetlb && this.memory.injection.take("huge-page-ENOMEM");
  }

  /** A huge page is not copied whole, but for hugetlb, and once for all. */
  splitsToCopy({ traits }: Vma, { huge }: Pte): boolean {
    return huge && !traits.hugetlb && !this.policy.thpCopies;
  }

  copySite({ traits }: Vma, { huge }: Pte): CallSite {
    if (!huge) return "cow";
    return traits.hugetlb ? "cow-hugetlb" : "cow-thp";
  }

  /** Nobody else has a claim on the page that a write would break. */
  mayReuse(vma: Vma, { page }: Pte): boolean {
    return !vma.traits.private || (page.kind === "anon" && !page.merged && vma.space.mapsAlone(page));
  }

  /** An entry where there was none: nobody can hold anything stale, so no section. */
  *fill(vma: Vma, address: bigint, write: boolean): Coroutine {
    const { table } = vma.space;
    const page = this.pageFor(vma, address, write);
    const huge = vma.traits.hugetlb && vma.traits.huge;
    this.pages.get(page);
    yield table.lock.acquire;
    yield table.storing;
    const lost = table.read(address) !== undefined;
    if (!lost) {
      this.pages.countMapping(page, 1);
      const writable = vma.write && (write || readMapsWritable(vma.traits));
      table.store(huge ? hugeOf(address) : address, { page, write: writable, young: true, dirty: write, huge });
    }
    table.lock.release();
    if (lost) yield* this.pages.put(page);
  }

  pageFor(vma: Vma, address: bigint, write: boolean): Page {
    if (vma.file !== undefined && !(write && vma.traits.private))
      return vma.file.page(vma.offsetOf(vma.traits.hugetlb ? hugeOf(address) : address), vma.traits.hugetlb);
    if (vma.traits.pfn) return this.pages.alloc("special");
    if (!write && !vma.traits.hugetlb) return this.pages.zero;
    vma.anonVma = true;
    return this.pages.alloc("anon", vma.traits.hugetlb);
  }

  /** An upgrade in place, without a section (EVT-16). */
  *reuse(vma: Vma, address: bigint, seen: Pte): Coroutine {
    const { table } = vma.space;
    yield table.lock.acquire;
    const wanted = { write: true, young: true, dirty: true };
    if (isSamePte(table.read(address), seen)) yield* this.flags.set(vma, address, wanted, true);
    table.lock.release();
  }

  /** The end of handle_pte_fault: the entry permits the access, and is marked as used. */
  *mark(vma: Vma, address: bigint, seen: Pte, write: boolean): Coroutine {
    const { table } = vma.space;
    yield table.lock.acquire;
    const wanted = { write: seen.write, young: true, dirty: seen.dirty || write };
    if (isSamePte(table.read(address), seen)) yield* this.flags.set(vma, address, wanted, write);
    table.lock.release();
  }

  /** wp_page_copy: what brackets the recheck ends even if there is nothing to copy any more. */
  *copy(vma: Vma, address: bigint, seen: Pte): Coroutine {
    const { space } = vma;
    const page = this.pages.alloc("anon", seen.huge);
    this.pages.get(page);
    vma.anonVma = true;
    const { start, end } = this.copied(address, seen);
    const range = yield* this.notify.begin(space.mm, this.copySite(vma, seen), start, end);
    let missing = false;
    yield space.table.lock.acquire;
    const same = isSamePte(space.table.read(address), seen);
    if (same) missing = yield* this.replace(space, address, seen, page);
    space.table.lock.release();
    // The hugetlb copy ends in full, although it has told the secondary TLBs already.
    yield* this.notify.finish(space.mm, address, range, missing, !seen.huge);
    yield* this.pages.put(same ? seen.page : page);
  }

  /** What the section of a copy is about: all that the entry maps, wherever in it the write was. */
  copied(address: bigint, seen: Pte): { start: bigint; end: bigint } {
    const start = baseOf(address, seen);
    return { start, end: start + sizeOf(seen) };
  }

  /** Under the PTL: clear, flush, and only then the new entry. */
  *replace(space: AddressSpace, address: bigint, seen: Pte, page: Page): Coroutine<boolean> {
    const { table } = space;
    const base = baseOf(address, seen);
    yield table.storing;
    table.store(base, undefined);
    yield* this.clearFlushNotify(space, base, sizeOf(seen));
    this.pages.copyContent(seen.page, page);
    const copy = { page, write: true, young: true, dirty: true, huge: seen.huge };
    const missing = yield* this.notify.set(space, base, copy, this.policy.masksFaultAddress ? base : address);
    this.pages.countMapping(seen.page, -1);
    this.pages.countMapping(page, 1);
    return missing;
  }
}
