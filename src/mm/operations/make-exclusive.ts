import type { Errno } from "../../kernel/errno.ts";
import { hugeOf, type Page } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Memory } from "../memory.ts";
import { type PageInVma, RmapWalk } from "../rmap-walk.ts";
import type { Vma } from "../vma.ts";
import type { Faults } from "./faults.ts";
import type { ThpSplit } from "./thp-split.ts";

/**
 * A device gets a page for itself, for atomic operations: every access by the CPU faults until it
 * gives the page back (Linux 6.12 mm/rmap.c, make_device_exclusive_range).
 */
export class MakeExclusive extends RmapWalk {
  constructor(
    memory: Memory,
    protected readonly faults: Faults,
    protected readonly thp: ThpSplit,
  ) {
    super(memory);
  }

  /**
   * The page, locked and with a reference; until it is unlocked nobody can take it back. The
   * caller holds mmap_lock.
   */
  *run(vma: Vma, address: bigint, owner: string): Coroutine<Page | Errno> {
    const pte = yield* this.faults.touch(vma.space, address, true);
    if (typeof pte === "string") return pte;
    const { page } = pte;
    if (page.kind !== "anon" || vma.traits.hugetlb) return "EBUSY";
    // FOLL_SPLIT_PMD: only small entries can be for one device.
    if (pte.huge) yield* this.thp.split(vma.space, hugeOf(address));
    this.pages.get(page);
    const lock = this.pages.lockOf(page);
    yield* lock.lock();
    yield* this.walk(page, (place) => this.makeOne(place, page, owner));
    if (this.belongsTo(vma, page, owner)) return page;
    lock.unlock();
    yield* this.pages.put(page);
    return "EBUSY";
  }

  /** page_make_device_exclusive_one. */
  *makeOne(place: PageInVma, page: Page, owner: string): Coroutine {
    const { mm } = place.vma.space;
    const range = yield* this.sections.start(mm, "make-exclusive", place.start, place.end, owner);
    yield* this.change(place, page, (pte) =>
      pte.special === undefined ? { ...pte, write: false, special: { kind: "device-exclusive", owner } } : pte,
    );
    yield* this.sections.end(range);
  }

  protected belongsTo(vma: Vma, page: Page, owner: string): boolean {
    return this.entriesIn(vma, page).some(
      ({ pte: { special } }) => special?.kind === "device-exclusive" && special.owner === owner,
    );
  }
}
