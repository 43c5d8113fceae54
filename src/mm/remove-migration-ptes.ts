import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Pte } from "../kernel/pte.ts";
import { type PageInVma, RmapWalk } from "./rmap-walk.ts";

/**
 * The end of a migration: new entries where there were none for anybody, so no section (Linux
 * mm/migrate.c, remove_migration_ptes). The page that an entry named loses the entry's reference, the
 * new one gets it.
 */
export class RemoveMigrationPtes extends RmapWalk {
  /** @param next - the entry for the new page, given whether the old one could be written to */
  *run(page: Page, next: (write: boolean) => Pte): Coroutine {
    const left: Page[] = [];
    yield* this.walk(page, (place) => this.removeOne(place, page, next, left));
    for (const old of left) yield* this.pages.put(old);
  }

  protected override concerns({ special }: Pte): boolean {
    return special?.kind === "migration";
  }

  protected *removeOne(
    { vma, start, end }: PageInVma,
    page: Page,
    next: (write: boolean) => Pte,
    left: Page[],
  ): Coroutine {
    const { table } = vma.space;
    yield table.lock.acquire;
    yield table.storing;
    for (const { address, pte } of table.readRange(start, end)) {
      if (pte.page !== page || !this.concerns(pte)) continue;
      const made: Pte = { ...next(pte.special?.write === true), huge: pte.huge };
      this.pages.get(made.page);
      this.pages.countMapping(made.page, 1);
      this.pages.countMapping(page, -1);
      table.store(address, made);
      left.push(page);
    }
    table.lock.release();
  }
}
