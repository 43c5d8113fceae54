import type { Status } from "../../kernel/errno.ts";
import { hugeOf, PAGE_SIZE, type Page } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import { sizeOf } from "../../kernel/pte.ts";
import type { PageNotices } from "../../notifier/page-notices.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { Memory } from "../memory.ts";
import { type PageInVma, RmapWalk } from "../rmap-walk.ts";
import { ClusterUnmap } from "./cluster-unmap.ts";
import type { ThpSplit } from "./thp-split.ts";

/**
 * Reclaim of one page: every mapping goes, then the page (Linux mm/vmscan.c, shrink_folio_list;
 * mm/rmap.c, try_to_unmap). Where an anonymous page goes to, and that its next user finds its
 * content again, is not modelled.
 */
export class RmapUnmap extends RmapWalk {
  protected readonly clusters = new ClusterUnmap(this.memory);

  constructor(
    memory: Memory,
    protected readonly thp: ThpSplit,
    protected readonly notices: PageNotices,
  ) {
    super(memory);
  }

  /** Reclaims what the address space maps at the address; EINVAL if that cannot be reclaimed. */
  *run(mm: Mm, address: bigint): Coroutine<Status> {
    const space = this.space(mm);
    const pte = yield* space.table.walk(address);
    if (pte === undefined || pte.special !== undefined || pte.page.kind === "special") return "EINVAL";
    const { page } = pte;
    this.pages.get(page);
    const lock = this.pages.lockOf(page);
    yield* lock.lock();
    if (pte.huge) yield* this.thp.split(space, hugeOf(address));
    yield* this.unmap(page);
    yield* this.dropFile(page);
    lock.unlock();
    yield* this.pages.put(page);
    return 0;
  }

  /** try_to_unmap with TTU_BATCH_FLUSH: one flush for all, before the page can go (try_to_unmap_flush). */
  *unmap(page: Page): Coroutine {
    const mms = new Set<Mm>();
    const left: Page[] = [];
    yield* this.walk(page, (place) => this.unmapOne(place, page, left, mms));
    yield* this.memory.tlb.flushBatch(mms);
    for (const gone of left) yield* this.pages.put(gone);
  }

  *unmapOne(place: PageInVma, page: Page, left: Page[], mms: Set<Mm>): Coroutine {
    if (place.vma.nonlinear !== undefined) yield* this.clusters.run(place.vma, page, left);
    else if (this.policy.unmapTellsPage) yield* this.unmapAndTell(place, page, left);
    else yield* this.unmapInSection(place, page, left, mms);
  }

  /** try_to_unmap_one of 2014: flushed under the PTL, and each page is told once that is let go of. */
  *unmapAndTell(place: PageInVma, page: Page, left: Page[]): Coroutine {
    const { table, mm } = place.vma.space;
    for (const { address } of this.entriesIn(place.vma, page)) {
      yield table.lock.acquire;
      const there = table.read(address)?.page === page;
      if (there) yield* this.clearAndFlush(place, page, address, left);
      table.lock.release();
      if (there) yield* this.notices.invalidatePage(mm, address);
    }
  }

  protected *clearAndFlush({ vma }: PageInVma, page: Page, address: bigint, left: Page[]): Coroutine {
    const { table, mm } = vma.space;
    yield table.storing;
    table.store(address, undefined);
    yield* this.memory.tlb.flush(mm, address, address + PAGE_SIZE);
    this.pages.countMapping(page, -1);
    left.push(page);
  }

  *unmapInSection(place: PageInVma, page: Page, left: Page[], mms: Set<Mm>): Coroutine {
    const { mm } = place.vma.space;
    const range = yield* this.sections.start(mm, "rmap-unmap", place.start, place.end);
    yield* this.clearEntries(place, page, left);
    yield* this.sections.end(range);
    mms.add(mm);
  }

  /** Each entry goes; the CPUs may hear of it with the batch, the secondary TLBs hear of it here. */
  protected *clearEntries({ vma, start, end }: PageInVma, page: Page, left: Page[]): Coroutine {
    const { table, mm } = vma.space;
    yield table.lock.acquire;
    for (const { address, pte } of table.readRange(start, end)) {
      if (pte.page !== page) continue;
      yield table.storing;
      table.store(address, undefined);
      yield* this.memory.tlb.queueUnmap(mm, address);
      yield* this.memory.secondary.atSite(mm, address, address + sizeOf(pte));
      this.pages.countMapping(page, -1);
      left.push(page);
    }
    table.lock.release();
  }

  protected *dropFile(page: Page): Coroutine {
    const files = new Set(this.memory.allSpaces().flatMap(({ vmas }) => vmas.map(({ file }) => file)));
    for (const file of files) if (file !== undefined) yield* file.dropPage(page);
  }
}
