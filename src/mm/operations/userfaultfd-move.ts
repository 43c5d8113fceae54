import type { Status } from "../../kernel/errno.ts";
import { HUGE_SIZE, PAGE_SIZE } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import { isSamePte, type Pte, sizeOf } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { MmOperation } from "../operation.ts";
import type { Vma } from "../vma.ts";

/** UFFDIO_MOVE: pages of one's own move to another place, one by one (Linux 6.12 mm/userfaultfd.c, move_pages). */
export class UserfaultfdMove extends MmOperation {
  *run(mm: Mm, start: bigint, end: bigint, to: bigint): Coroutine<Status> {
    const refused = this.refuse(mm, start, end);
    if (refused !== undefined || to % PAGE_SIZE !== 0n) return "EINVAL";
    const space = this.space(mm);
    const locked = yield* this.lockBoth(space, start, to);
    if (locked === undefined) return "ENOENT";
    const rc = yield* this.move(space, start, end, to);
    for (const vma of locked) vma.lock.up();
    return rc;
  }

  /** uffd_move_lock: both VMAs under their own locks. */
  protected *lockBoth(space: AddressSpace, from: bigint, to: bigint): Coroutine<readonly Vma[] | undefined> {
    const source = yield* space.lockVma(from);
    if (source === undefined || space.find(to) === source) return source === undefined ? undefined : [source];
    const target = yield* space.lockVma(to);
    if (target !== undefined) return [source, target];
    source.lock.up();
    return undefined;
  }

  protected *move(space: AddressSpace, start: bigint, end: bigint, to: bigint): Coroutine<Status> {
    for (let at = start; at < end; ) {
      const pte = yield* space.table.walk(at);
      if (pte === undefined) return "ENOENT";
      if (!this.isOwn(space, pte) || (pte.huge && at % HUGE_SIZE !== 0n)) return "EBUSY";
      const rc = yield* this.moveOne(space, at, to + (at - start), pte);
      if (rc !== 0) return rc;
      at += sizeOf(pte);
    }
    return 0;
  }

  /** PageAnonExclusive. */
  protected isOwn(space: AddressSpace, { page, special }: Pte): boolean {
    return special === undefined && page.kind === "anon" && space.mapsAlone(page);
  }

  /** The section is over the source; at the target there is nothing. */
  *moveOne(space: AddressSpace, from: bigint, to: bigint, seen: Pte): Coroutine<Status> {
    const lock = this.pages.lockOf(seen.page);
    const range = yield* this.sections.start(space.mm, "userfaultfd-move", from, from + sizeOf(seen));
    yield* lock.lock();
    yield* space.mm.rmapLock.down("write");
    const rc = yield* this.moveEntry(space, from, to, seen);
    space.mm.rmapLock.up();
    lock.unlock();
    yield* this.sections.end(range);
    return rc;
  }

  protected *moveEntry({ table, mm }: AddressSpace, from: bigint, to: bigint, seen: Pte): Coroutine<Status> {
    yield table.lock.acquire;
    const fits = isSamePte(table.read(from), seen);
    const free = table.read(to) === undefined;
    if (fits && free) {
      yield table.storing;
      table.store(from, undefined);
      yield* this.memory.tlb.flush(mm, from, from + sizeOf(seen));
      yield table.storing;
      table.store(to, { ...seen, dirty: true });
    }
    table.lock.release();
    if (!free) return "EEXIST";
    return fits ? 0 : "EAGAIN";
  }
}
