import { CONT_SIZE, contOf, PAGE_SIZE, pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { baseOf, type Mapping, type Pte } from "../kernel/pte.ts";
import type { Memory } from "./memory.ts";
import { MmOperation } from "./operation.ts";
import type { Upgrades } from "./upgrades.ts";
import type { Vma } from "./vma.ts";

/** What an entry permits, and what is known of its use. */
export type Flags = Pick<Pte, "write" | "young" | "dirty">;

/**
 * ptep_set_access_flags and its kin: an entry permits more than before, or is marked as used. No
 * section is open; the caller holds the PTL (Linux 6.12 arch/arm64/mm/fault.c, hugetlbpage.c,
 * contpte.c; arch/x86/mm/pgtable.c; arch/powerpc/mm/book3s64/radix_pgtable.c).
 */
export class AccessFlags extends MmOperation {
  constructor(
    memory: Memory,
    readonly arch: Upgrades,
  ) {
    super(memory);
  }

  /**
   * @param dirty - the access was a write, so that a TLB may keep an entry that refuses it
   * @returns whether anything was missing
   */
  *set(vma: Vma, address: bigint, wanted: Flags, dirty: boolean): Coroutine<boolean> {
    const pte = vma.space.table.read(address);
    if (pte === undefined) return false;
    if (pte.contiguous !== true) return yield* this.setOne(vma, address, wanted, dirty);
    if (vma.traits.hugetlb) return yield* this.setContiguous(vma, address, wanted, dirty);
    return yield* this.setFolded(vma, address, wanted, dirty);
  }

  /** One entry, that of a block included: the flush names one base page whatever it maps. */
  *setOne(vma: Vma, address: bigint, wanted: Flags, dirty: boolean): Coroutine<boolean> {
    const { table } = vma.space;
    yield table.storing;
    const pte = table.read(address);
    if (pte === undefined || hasFlags(pte, wanted)) return false;
    if (!dirty && !this.arch.storesUse) return true;
    const at = baseOf(address, pte);
    if (this.mustInvalidate(vma, pte, wanted)) yield* this.invalidateFirst(vma, at);
    table.store(at, this.merged(pte, wanted));
    if (dirty) yield* this.flushPage(vma, pte.huge ? at : address);
    return true;
  }

  /** What hardware set meanwhile stays: bits are only added. */
  merged(pte: Pte, wanted: Flags): Pte {
    return {
      ...pte,
      write: pte.write || wanted.write,
      young: pte.young || wanted.young,
      dirty: pte.dirty || wanted.dirty,
    };
  }

  /** The nest MMU of a POWER9 does not relax what its TLB holds. */
  protected mustInvalidate({ space }: Vma, pte: Pte, wanted: Flags): boolean {
    return this.arch.relaxesThroughInvalid && space.mm.copros > 0 && wanted.write && !pte.write;
  }

  protected *invalidateFirst({ space }: Vma, at: bigint): Coroutine {
    space.table.store(at, undefined);
    yield* this.memory.tlb.flushPage(space.mm, at);
    yield space.table.storing;
  }

  /** A TLB that keeps refusals has to forget this one. */
  *flushPage({ space }: Vma, address: bigint): Coroutine {
    if (!this.memory.tlb.arch.cachesRefusals) return;
    yield* this.memory.tlb.flushPage(space.mm, address);
    const page = pageOf(address);
    yield* this.notice(space.mm, page, page + PAGE_SIZE);
  }

  /** The patch of May 2023 has a call of its own; since 6.6 the flush itself tells the secondary TLBs. */
  *notice(mm: Vma["space"]["mm"], start: bigint, end: bigint): Coroutine {
    if (this.policy.upgradeNotice) yield* this.memory.secondary.atSite(mm, start, end);
  }

  /** huge_ptep_set_access_flags on a contiguous set: break before make, over the whole set. */
  *setContiguous(vma: Vma, address: bigint, wanted: Flags, dirty: boolean): Coroutine<boolean> {
    const { table } = vma.space;
    const start = contOf(address);
    const old = table.readRange(start, start + CONT_SIZE);
    if (!this.differs(old, wanted)) return false;
    const gathered = yield* this.clearSet(vma, old);
    yield* this.memory.tlb.flush(vma.space.mm, start, start + CONT_SIZE);
    if (dirty) yield* this.noticeSet(vma, start);
    yield table.storing;
    const flags = { ...wanted, young: wanted.young || gathered.young, dirty: wanted.dirty || gathered.dirty };
    for (const { address: at, pte } of old) table.store(at, { ...pte, ...flags });
    return true;
  }

  /** The write bit of the first entry is compared, and the other two of every entry. */
  differs(old: readonly Mapping[], { write, young, dirty }: Flags): boolean {
    return old[0]?.pte.write !== write || old.some(({ pte }) => pte.dirty !== dirty || pte.young !== young);
  }

  /** get_clear_contig: what is known of the use of any entry is known of the set. */
  *clearSet({ space }: Vma, old: readonly Mapping[]): Coroutine<Pick<Flags, "young" | "dirty">> {
    yield space.table.storing;
    const now = old.map(({ address }) => space.table.read(address));
    for (const { address } of old) space.table.store(address, undefined);
    return { young: now.some((pte) => pte?.young === true), dirty: now.some((pte) => pte?.dirty === true) };
  }

  *noticeSet({ space }: Vma, start: bigint): Coroutine {
    yield* this.notice(space.mm, start, start + CONT_SIZE);
  }

  /** contpte_ptep_set_access_flags: entries of ordinary pages that were folded into a contiguous set. */
  *setFolded(vma: Vma, address: bigint, wanted: Flags, dirty: boolean): Coroutine<boolean> {
    const start = contOf(address);
    const old = vma.space.table.readRange(start, start + CONT_SIZE);
    if (this.isFoldedSetEqual(old, wanted)) return false;
    if (old[0]?.pte.write === wanted.write) {
      yield* this.markSet(vma, old, wanted);
      if (dirty) yield* this.flushSet(vma, start);
      return true;
    }
    yield* this.unfold(vma, start, old);
    yield* this.setOne(vma, address, wanted, dirty);
    return true;
  }

  /** Every entry by itself: a walker that does not know of contiguous sets looks at one alone. */
  isFoldedSetEqual(old: readonly Mapping[], wanted: Flags): boolean {
    return old.every(({ pte }) => hasFlags(pte, wanted));
  }

  *markSet({ space }: Vma, old: readonly Mapping[], wanted: Flags): Coroutine {
    yield space.table.storing;
    for (const { address } of old) {
      const pte = space.table.read(address);
      if (pte !== undefined) space.table.store(address, this.merged(pte, wanted));
    }
  }

  *flushSet({ space }: Vma, start: bigint): Coroutine {
    yield* this.memory.tlb.flush(space.mm, start, start + CONT_SIZE);
  }

  /** contpte_convert: entries of their own, with a flush in between whatever the access was. */
  *unfold(vma: Vma, start: bigint, old: readonly Mapping[]): Coroutine {
    const gathered = yield* this.clearSet(vma, old);
    yield* this.flushSet(vma, start);
    yield vma.space.table.storing;
    for (const { address, pte } of old) vma.space.table.store(address, { ...pte, ...gathered, contiguous: false });
  }
}

/** pte_same, as far as the flags go. */
function hasFlags(pte: Pte, { write, young, dirty }: Flags): boolean {
  return pte.write === write && pte.young === young && pte.dirty === dirty;
}
