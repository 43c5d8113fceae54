import type { Status } from "../../kernel/errno.ts";
import { HUGE_SIZE, hugeOf } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import { type Mapping, sizeOf } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { widened } from "../hugetlb.ts";
import type { Memory } from "../memory.ts";
import type { Vma } from "../vma.ts";
import { VmaSplitter } from "../vma-split.ts";
import type { Munmap } from "./munmap.ts";
import type { ThpSplit } from "./thp-split.ts";

/** What is moved, and where to. */
interface Move {
  readonly start: bigint;
  readonly end: bigint;
  readonly to: bigint;
}

/** mremap(MREMAP_FIXED): moves a part of a VMA (Linux 6.12 mm/mremap.c, move_vma, move_page_tables). */
export class Mremap extends VmaSplitter {
  constructor(
    memory: Memory,
    thp: ThpSplit,
    protected readonly munmap: Munmap,
  ) {
    super(memory, thp);
  }

  /** @param keep - MREMAP_DONTUNMAP: the old VMA stays, empty */
  *run(mm: Mm, move: Move, keep: boolean): Coroutine<Status> {
    const { start, end, to } = move;
    const overlaps = to < end && start < to + (end - start);
    if (overlaps || to % 0x1000n !== 0n || (keep && !this.policy.mremapKeeps)) return "EINVAL";
    const refused = this.refuse(mm, start, end);
    if (refused !== undefined) return refused;
    yield* mm.mmapLock.down("write");
    const rc = yield* this.moveVma(this.space(mm), move, keep);
    mm.mmapLock.up();
    return rc;
  }

  /** The old VMA has to hold all of it. Whatever is in the way at the new place goes first. */
  *moveVma(space: AddressSpace, move: Move, keep: boolean): Coroutine<Status> {
    const { start, end, to } = move;
    const found = space.find(start);
    if (found === undefined || found.end < end) return "EFAULT";
    if (found.traits.hugetlb && !this.mayMoveHugetlb(move)) return "EINVAL";
    const length = end - start;
    if (space.overlapping(to, to + length).length > 0) yield* this.munmap.unmapHeld(space, to, to + length);
    if (this.policy.vmaLocks) yield* space.startWrite(found);
    const made = yield* this.copyVma(found, move);
    const moved = this.reach(move);
    yield* this.movePageTables(found, move, moved);
    if (moved < length) return yield* this.moveBack(made, move, moved);
    if (!keep) yield* this.munmap.unmapHeld(space, start, end);
    return 0;
  }

  /** Since Linux 5.16, in whole huge pages. */
  protected mayMoveHugetlb({ start, end, to }: Move): boolean {
    return this.policy.hugetlbMoves && [start, end, to].every((at) => at % HUGE_SIZE === 0n);
  }

  /** copy_vma. */
  *copyVma(vma: Vma, { start, end, to }: Move): Coroutine<Vma> {
    const { space } = vma;
    const made = vma.like(space, to, to + (end - start));
    made.offset = vma.offsetOf(start);
    space.add(made);
    if (this.policy.vmaLocks) yield* space.startWrite(made);
    if (vma.file === undefined) return made;
    yield* space.mm.rmapLock.down("write");
    vma.file.link(made);
    space.mm.rmapLock.up();
    return made;
  }

  /** How much is moved: all of it, unless there is no memory for the second table at the new place. */
  protected reach({ start, end, to }: Move): bigint {
    const first = hugeOf(to) + HUGE_SIZE - to;
    const length = end - start;
    return first < length && this.memory.injection.take("page-table-ENOMEM") ? first : length;
  }

  /** What was moved goes back, in a section over the new range, and that is unmapped instead of the old one. */
  *moveBack(made: Vma, { start, end, to }: Move, moved: bigint): Coroutine<Status> {
    yield* this.movePageTables(made, { start: to, end: to + moved, to: start }, moved);
    yield* this.munmap.unmapHeld(made.space, to, to + (end - start));
    return "ENOMEM";
  }

  /** The section is over the old range, however far the entries get: nothing can be mapped of the new one. */
  *movePageTables(vma: Vma, move: Move, moved: bigint): Coroutine {
    const { space } = vma;
    const { start, end } = this.notified(vma, move);
    const site = vma.traits.hugetlb ? "mremap-hugetlb" : "mremap";
    const range = yield* this.sections.start(space.mm, site, start, end);
    for (const base of this.cutByMove(space, move)) yield* this.thp.split(space, base);
    yield* space.mm.rmapLock.down("write");
    yield* this.moveEntries(space, { ...move, end: move.start + moved });
    space.mm.rmapLock.up();
    yield* this.sections.end(range);
  }

  /** try_realign_addr: where both places lie alike in their tables, whole tables are moved (v6.12). */
  notified(vma: Vma, { start, end, to }: Move): { start: bigint; end: bigint } {
    if (vma.traits.hugetlb) return widened(vma, start, end, this.policy);
    const [down, toDown] = [hugeOf(start), hugeOf(to)];
    const reaches = end - start >= HUGE_SIZE - (start - down);
    if (!this.policy.mremapRealigns || !reaches || start - down !== to - toDown) return { start, end };
    const { space } = vma;
    const free = space.overlapping(down, start).length === 0 && space.overlapping(toDown, to).length === 0;
    return { start: free ? down : start, end };
  }

  /** Huge entries that cannot be moved as they are. */
  protected cutByMove(space: AddressSpace, { start, end, to }: Move): bigint[] {
    const fits = start % HUGE_SIZE === to % HUGE_SIZE;
    const huge = space.table.within(start, end).filter(({ pte }) => pte.huge);
    return huge.filter(({ address }) => !fits || address < start || address + HUGE_SIZE > end).map((at) => at.address);
  }

  protected *moveEntries({ table, mm }: AddressSpace, { start, end, to }: Move): Coroutine {
    yield table.lock.acquire;
    yield table.storing;
    const moved: Mapping[] = table.readRange(start, end);
    for (const { address } of moved) table.store(address, undefined);
    const last = moved.at(-1);
    if (last !== undefined) yield* this.memory.tlb.flush(mm, start, last.address + sizeOf(last.pte));
    yield table.storing;
    for (const { address, pte } of moved) table.store(to + (address - start), pte);
    table.lock.release();
  }
}
