import type { Status } from "../../kernel/errno.ts";
import type { Page } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Pte } from "../../kernel/pte.ts";
import type { PageNotices } from "../../notifier/page-notices.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { Memory } from "../memory.ts";
import { type PageInVma, RmapWalk } from "../rmap-walk.ts";

function cleaned(pte: Pte): Pte {
  return pte.write || pte.dirty ? { ...pte, write: false, dirty: false } : pte;
}

/** Writeback begins: nobody may write to the page without a fault (Linux mm/rmap.c, folio_mkclean). */
export class Mkclean extends RmapWalk {
  constructor(
    memory: Memory,
    protected readonly notices: PageNotices,
  ) {
    super(memory);
  }

  /** Cleans the file page that the address space maps at the address; EINVAL if there is none. */
  *run(mm: Mm, address: bigint): Coroutine<Status> {
    const pte = yield* this.space(mm).table.walk(address);
    if (pte?.page.kind !== "file") return "EINVAL";
    const { page } = pte;
    this.pages.get(page);
    const lock = this.pages.lockOf(page);
    yield* lock.lock();
    yield* this.walk(page, (place) => this.cleanOne(place, page));
    page.dirty = false;
    lock.unlock();
    yield* this.pages.put(page);
    return 0;
  }

  /** page_mkclean_one: private mappings never write to the page itself. */
  *cleanOne(place: PageInVma, page: Page): Coroutine {
    if (place.vma.traits.private) return;
    if (this.policy.unmapTellsPage) return yield* this.changeAndTell(place, page, cleaned, this.notices);
    const { mm } = place.vma.space;
    const range = yield* this.sections.start(mm, "page-mkclean", place.start, place.end);
    yield* this.change(place, page, cleaned);
    yield* this.sections.end(range);
  }
}
