import type { Status } from "../../kernel/errno.ts";
import { hugeOf, type Page } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Pte } from "../../kernel/pte.ts";
import type { PageNotices } from "../../notifier/page-notices.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import type { Memory } from "../memory.ts";
import { RemoveMigrationPtes } from "../remove-migration-ptes.ts";
import { type PageInVma, RmapWalk } from "../rmap-walk.ts";
import type { ThpSplit } from "./thp-split.ts";

/** What a migration puts in an entry's place until the page has arrived. */
function toMigration(pte: Pte): Pte {
  if (pte.special !== undefined) return pte;
  return { ...pte, write: false, special: { kind: "migration", write: pte.write } };
}

/** Moving a page to another place in memory (Linux mm/migrate.c; mm/rmap.c, try_to_migrate). */
export class RmapMigrate extends RmapWalk {
  protected readonly remove = new RemoveMigrationPtes(this.memory);

  constructor(
    memory: Memory,
    protected readonly thp: ThpSplit,
    protected readonly notices: PageNotices,
  ) {
    super(memory);
  }

  /** Moves the page that the address space maps at the address; EINVAL if there is none that can move. */
  *run(mm: Mm, address: bigint): Coroutine<Status> {
    const space = this.space(mm);
    const pte = yield* space.table.walk(address);
    if (pte === undefined || !this.canMove(space, address, pte)) return "EINVAL";
    const { page } = pte;
    const lock = this.pages.lockOf(page);
    this.pages.get(page);
    yield* lock.lock();
    if (pte.huge && this.policy.unmapTellsPage) yield* this.thp.split(space, hugeOf(address));
    yield* this.unmap(page);
    const moved = this.pages.alloc(page.kind, page.huge);
    yield* this.moveFile(page, moved);
    yield* this.remap(page, (write) => ({ page: moved, write, young: true, dirty: write, huge: false }));
    lock.unlock();
    yield* this.pages.put(page);
    return 0;
  }

  /** Of hugetlb only one page in many would be told where pages are told one by one. */
  canMove(space: AddressSpace, address: bigint, { special, page }: Pte): boolean {
    if (special !== undefined || page.kind === "special") return false;
    return !this.policy.unmapTellsPage || space.find(address)?.traits.hugetlb !== true;
  }

  /** try_to_migrate: a migration entry takes the place of every entry that maps the page. */
  *unmap(page: Page): Coroutine {
    yield* this.walk(page, (place) => this.unmapOne(place, page));
  }

  *unmapOne(place: PageInVma, page: Page): Coroutine {
    if (this.policy.unmapTellsPage) return yield* this.changeAndTell(place, page, toMigration, this.notices);
    const { mm } = place.vma.space;
    const range = yield* this.sections.start(mm, "rmap-migrate", place.start, place.end);
    yield* this.change(place, page, toMigration);
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
