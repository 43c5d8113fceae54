import { HUGE_SIZE, PAGE_SIZE, type Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { type Mapping, type Pte, sizeOf } from "../kernel/pte.ts";
import type { PageNotices } from "../notifier/page-notices.ts";
import type { AddressSpace } from "./address-space.ts";
import { lower } from "./bounds.ts";
import { MmOperation } from "./operation.ts";
import type { Vma } from "./vma.ts";

/** What one VMA maps of a page: its entries, and the range that a section over them takes. */
export interface PageInVma {
  readonly vma: Vma;
  readonly start: bigint;
  /** vma_address_end: the page's whole size from there, but not beyond the VMA. */
  readonly end: bigint;
}

/** Operations that find the mappings of a page through its reverse map (Linux mm/rmap.c, rmap_walk). */
export abstract class RmapWalk extends MmOperation {
  /** Calls `visit` for each VMA that maps the page, with the reverse-map lock held for read. */
  protected *walk(page: Page, visit: (place: PageInVma) => Coroutine): Coroutine {
    for (const space of this.memory.allSpaces()) {
      if (!space.maps(page)) continue;
      const { rmapLock } = space.mm;
      yield* rmapLock.down("read");
      for (const vma of space.vmas) {
        const place = this.placeIn(vma, page);
        if (place !== undefined) yield* visit(place);
      }
      rmapLock.up();
    }
  }

  private placeIn(vma: Vma, page: Page): PageInVma | undefined {
    const [first] = this.entriesIn(vma, page);
    if (first === undefined) return undefined;
    const size = page.huge ? HUGE_SIZE : PAGE_SIZE;
    return { vma, start: first.address, end: lower(first.address + size, vma.end) };
  }

  protected entriesIn(vma: Vma, page: Page): Mapping[] {
    const { table } = vma.space;
    return table.within(vma.start, vma.end).filter(({ pte }) => pte.page === page && this.concerns(pte));
  }

  /** Entries that the walk looks for: a page that is on its way is mapped nowhere. */
  protected concerns({ special }: Pte): boolean {
    return special?.kind !== "migration";
  }

  /** The entries that are of interest, changed one by one under the PTL: cleared and flushed, then stored anew. */
  protected *change({ vma, start, end }: PageInVma, page: Page, change: (pte: Pte) => Pte | undefined): Coroutine {
    const { space } = vma;
    const { table } = space;
    yield table.lock.acquire;
    for (const mapping of table.readRange(start, end)) yield* this.changeOne(space, mapping, page, change);
    table.lock.release();
  }

  /** The same up to Linux 4.13, without a section: each page by itself, told once the PTL is let go of. */
  protected *changeAndTell(
    { vma }: PageInVma,
    page: Page,
    change: (pte: Pte) => Pte | undefined,
    notices: PageNotices,
  ): Coroutine {
    const { table, mm } = vma.space;
    for (const { address } of this.entriesIn(vma, page)) {
      yield table.lock.acquire;
      const pte = table.read(address);
      const changed = pte !== undefined && (yield* this.changeOne(vma.space, { address, pte }, page, change));
      table.lock.release();
      if (changed) yield* notices.invalidatePage(mm, address);
    }
  }

  /** Under the PTL. */
  private *changeOne(
    space: AddressSpace,
    { address, pte }: Mapping,
    page: Page,
    change: (pte: Pte) => Pte | undefined,
  ): Coroutine<boolean> {
    const next = change(pte);
    if (pte.page !== page || next === pte) return false;
    yield space.table.storing;
    space.table.store(address, undefined);
    yield* this.clearFlush(space, address, sizeOf(pte));
    if (next === undefined) return true;
    yield space.table.storing;
    space.table.store(address, next);
    return true;
  }
}
