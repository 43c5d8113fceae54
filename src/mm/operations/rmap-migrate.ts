import type { Status } from "../../kernel/errno.ts";
import type { Page } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Pte } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import { type PageInVma, RmapWalk } from "../rmap-walk.ts";

/** Moving a page to another place in memory (Linux mm/migrate.c; mm/rmap.c, try_to_migrate). */
export class RmapMigrate extends RmapWalk {
  /** Moves the page that the address space maps at the address; EINVAL if there is none that can move. */
  *run(mm: Mm, address: bigint): Coroutine<Status> {
    const space = this.space(mm);
    const pte = yield* space.table.walk(address);
    if (pte === undefined || pte.special !== undefined || pte.page.kind === "special") return "EINVAL";
    const { page } = pte;
    const lock = this.pages.lockOf(page);
    this.pages.get(page);
    yield* lock.lock();
    yield* this.unmap(page);
    const moved = this.pages.alloc(page.kind, page.huge);
    yield* this.moveFile(page, moved);
    yield* this.remap(page, (write) => ({ page: moved, write, young: true, dirty: write, huge: false }));
    lock.unlock();
    yield* this.pages.put(page);
    return 0;
  }

  /** try_to_migrate: a migration entry takes the place of every entry that maps the page. */
  *unmap(page: Page): Coroutine {
    yield* this.walk(page, (place) => this.unmapOne(place, page));
  }

  *unmapOne(place: PageInVma, page: Page): Coroutine {
    const { mm } = place.vma.space;
    const range = yield* this.sections.start(mm, "rmap-migrate", place.start, place.end);
    yield* this.change(place, page, (pte) =>
      pte.special === undefined ? { ...pte, write: false, special: { kind: "migration", write: pte.write } } : pte,
    );
    yield* this.sections.end(range);
  }

  /** The page cache gets the new page. */
  protected *moveFile(page: Page, moved: Page): Coroutine {
    const files = new Set(this.memory.allSpaces().flatMap(({ vmas }) => vmas.map(({ file }) => file)));
    for (const file of files) if (file !== undefined) yield* file.replace(page, moved);
  }

  /**
   * remove_migration_ptes: entries where there were none for anybody, so no section. The page that
   * an entry named loses the entry's reference, the new one gets it.
   */
  *remap(page: Page, next: (write: boolean) => Pte): Coroutine {
    const left: Page[] = [];
    yield* this.walk(page, (place) => this.remapOne(place, page, next, left));
    for (const old of left) yield* this.pages.put(old);
  }

  protected *remapOne(
    { vma, start, end }: PageInVma,
    page: Page,
    next: (write: boolean) => Pte,
    left: Page[],
  ): Coroutine {
    const { table } = vma.space;
    yield table.lock.acquire;
    yield table.storing;
    for (const { address, pte } of table.readRange(start, end)) {
      if (pte.page !== page || pte.special?.kind !== "migration") continue;
      const made: Pte = { ...next(pte.special.write === true), huge: pte.huge };
      this.pages.get(made.page);
      this.pages.countMapping(made.page, 1);
      this.pages.countMapping(page, -1);
      table.store(address, made);
      left.push(page);
    }
    table.lock.release();
  }
}
