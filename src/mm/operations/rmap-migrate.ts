import type { Status } from "../../kernel/errno.ts";
import type { Page } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Pte } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import { RemoveMigrationPtes } from "../remove-migration-ptes.ts";
import { type PageInVma, RmapWalk } from "../rmap-walk.ts";

/** Moving a page to another place in memory (Linux mm/migrate.c; mm/rmap.c, try_to_migrate). */
export class RmapMigrate extends RmapWalk {
  protected readonly remove = new RemoveMigrationPtes(this.memory);

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

  /** remove_migration_ptes. */
  *remap(page: Page, next: (write: boolean) => Pte): Coroutine {
    yield* this.remove.run(page, next);
  }
}
