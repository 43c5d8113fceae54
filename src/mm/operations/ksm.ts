import { WRITE } from "../../kernel/access.ts";
import type { Status } from "../../kernel/errno.ts";
import { PAGE_SIZE, type Page } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Pte } from "../../kernel/pte.ts";
import type { NotifierRange } from "../../notifier/range.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { MmOperation } from "../operation.ts";
import type { PteNotify } from "../pte-notify.ts";

/** Merging of pages with the same content (Linux mm/ksm.c, try_to_merge_one_page). */
export class Ksm extends MmOperation {
  constructor(
    memory: ConstructorParameters<typeof MmOperation>[0],
    protected readonly notify: PteNotify,
  ) {
    super(memory);
  }

  /** The first step alone: nobody can write to the page at the address any more without a fault. */
  *writeProtect(mm: Mm, address: bigint): Coroutine<Status> {
    const space = this.space(mm);
    const taken = yield* space.lockRead();
    const page = yield* this.find(space, address);
    const pte = page && (yield* this.hold(page, () => this.writeProtectPage(space, address, page)));
    if (taken) mm.mmapLock.up();
    return pte === undefined ? "EFAULT" : 0;
  }

  /** The page at `address` gives way to the one at `into`; both are write-protected first. */
  *merge(mm: Mm, address: bigint, into: bigint): Coroutine<Status> {
    const space = this.space(mm);
    const taken = yield* space.lockRead();
    const merged = yield* this.mergePages(space, address, into);
    if (taken) mm.mmapLock.up();
    return merged ? 0 : "EFAULT";
  }

  *mergePages(space: AddressSpace, address: bigint, into: bigint): Coroutine<boolean> {
    const kept = yield* this.find(space, into);
    const page = yield* this.find(space, address);
    if (kept === undefined || page === undefined || kept === page) return false;
    if ((yield* this.hold(kept, () => this.writeProtectPage(space, into, kept))) === undefined) return false;
    return (yield* this.hold(page, () => this.mergeOne(space, address, page, kept))) === true;
  }

  /** Both steps under one hold of the page's lock. */
  *mergeOne(space: AddressSpace, address: bigint, page: Page, kept: Page): Coroutine<boolean> {
    const seen = yield* this.writeProtectPage(space, address, page);
    if (seen === undefined) return false;
    kept.merged = true;
    return yield* this.replacePage(space, address, seen, kept);
  }

  /** A page of the process's own that a small entry maps. */
  *find(space: AddressSpace, address: bigint): Coroutine<Page | undefined> {
    const pte = yield* space.table.walk(address);
    return pte?.page.kind === "anon" && !pte.huge ? pte.page : undefined;
  }

  /** With a reference of its own, as the scanner holds one, and with the page's lock, for which it does not wait. */
  *hold<R>(page: Page, body: () => Coroutine<R>): Coroutine<R | undefined> {
    if (!(yield* this.tryLockPage(page))) return undefined;
    this.pages.get(page);
    const result = yield* body();
    this.unlockPage(page);
    yield* this.pages.put(page);
    return result;
  }

  *tryLockPage(page: Page): Coroutine<boolean> {
    return yield* this.pages.lockOf(page).trylock();
  }

  unlockPage(page: Page): void {
    this.pages.lockOf(page).unlock();
  }

  /** write_protect_page: undefined if the page is mapped there no more, or somebody else holds it. */
  *writeProtectPage(space: AddressSpace, address: bigint, page: Page): Coroutine<Pte | undefined> {
    const { table, mm } = space;
    const range = yield* this.notify.begin(mm, "ksm-write-protect", address, address + PAGE_SIZE);
    let missing = false;
    yield table.lock.acquire;
    const pte = table.read(address);
    const there = pte?.page === page;
    if (there && (pte.write || pte.dirty)) missing = yield* this.protect(space, address, pte);
    const now = table.read(address);
    table.lock.release();
    yield* this.notify.finish(mm, address, range, missing);
    return there && now?.write === false ? now : undefined;
  }

  /**
   * Cleared and flushed before the references are counted, so that nobody can look the page up
   * meanwhile. With a reference that no mapping accounts for, the entry is put back as it was.
   */
  *protect(space: AddressSpace, address: bigint, pte: Pte): Coroutine<boolean> {
    const { table } = space;
    yield table.storing;
    table.store(address, undefined);
    yield* this.memory.tlb.flush(space.mm, address, address + PAGE_SIZE);
    if (this.isHeldElsewhere(pte.page)) {
      yield table.storing;
      table.store(address, pte);
      return false;
    }
    return yield* this.notify.set(space, address, { ...pte, write: false, dirty: false });
  }

  /** A reference that is neither a mapping's nor the scanner's: a device reads or writes there. */
  isHeldElsewhere(page: Page): boolean {
    this.kernel.touch(page.id, WRITE);
    this.kernel.touch(page.mapCountId, WRITE);
    return page.refs !== page.mapCount + 1;
  }

  /** replace_page: wrapped in every profile; what set_pte_at_notify answers is nobody's concern here. */
  *replacePage(space: AddressSpace, address: bigint, seen: Pte, kept: Page): Coroutine<boolean> {
    const { table, mm } = space;
    const range = yield* this.beginReplace(mm, address);
    yield table.lock.acquire;
    const now = table.read(address);
    const same = now?.page === seen.page && !now.write;
    if (same) yield* this.point(space, address, seen, kept);
    table.lock.release();
    yield* this.notify.finish(mm, address, range, false);
    if (same) yield* this.pages.put(seen.page);
    return same;
  }

  *beginReplace(mm: Mm, address: bigint): Coroutine<NotifierRange | undefined> {
    return yield* this.sections.start(mm, "ksm-replace", address, address + PAGE_SIZE);
  }

  /** Under the page-table lock: the entry points to the page that is kept. */
  *point(space: AddressSpace, address: bigint, seen: Pte, kept: Page): Coroutine {
    const { table, mm } = space;
    this.pages.get(kept);
    this.pages.countMapping(kept, 1);
    yield table.storing;
    table.store(address, undefined);
    yield* this.memory.tlb.flush(mm, address, address + PAGE_SIZE);
    yield* this.notify.set(space, address, { ...seen, page: kept, write: false, dirty: false });
    this.pages.countMapping(seen.page, -1);
  }
}
