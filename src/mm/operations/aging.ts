import type { Coroutine } from "../../kernel/point.ts";
import { type Mapping, sizeOf } from "../../kernel/pte.ts";
import type { Chain } from "../../notifier/chain.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { Memory } from "../memory.ts";
import { MmOperation } from "../operation.ts";

/**
 * Ageing: was the range used since the last time? The primary accessed bits are cleared, and the
 * subscribers are asked to do the same (Linux include/linux/mmu_notifier.h,
 * ptep_clear_flush_young_notify and its kin). Whether the CPUs' TLBs are flushed for it is the
 * architecture's affair: x86 leaves it (arch/x86/mm/pgtable.c), arm64 does not.
 */
export class Aging extends MmOperation {
  constructor(
    memory: Memory,
    protected readonly chain: Chain,
  ) {
    super(memory);
  }

  /** True if the primary entries or a subscriber say so; everybody is asked in any case. */
  *age(mm: Mm, name: "clear_flush_young" | "clear_young", start: bigint, end: bigint): Coroutine<boolean> {
    const primary = yield* this.clearPrimary(mm, name, start, end);
    const secondary = yield* this.clearSecondary(mm, name, start, end);
    return primary || secondary;
  }

  /**
   * Upstream asks the subscribers under the same hold of the PTL; here it is let go first, since
   * callbacks of the port may wait for a user's lock.
   */
  *clearPrimary(mm: Mm, name: "clear_flush_young" | "clear_young", start: bigint, end: bigint): Coroutine<boolean> {
    const { table } = this.space(mm);
    yield table.lock.acquire;
    yield table.storing;
    const young = table.readRange(start, end).filter(({ pte }) => pte.young);
    for (const { address, pte } of young) table.store(address, { ...pte, young: false });
    if (name === "clear_flush_young") yield* this.flushAged(mm, young);
    table.lock.release();
    return young.length > 0;
  }

  /** Each entry by itself, under the PTL; without waiting for the CPUs, which the trace does not show. */
  *flushAged(mm: Mm, young: readonly Mapping[]): Coroutine {
    const { tlb } = this.memory;
    if (!tlb.arch.agingFlushes) return;
    for (const { address, pte } of young) yield* tlb.flush(mm, address, address + sizeOf(pte), sizeOf(pte));
  }

  *clearSecondary(mm: Mm, name: "clear_flush_young" | "clear_young", start: bigint, end: bigint): Coroutine<boolean> {
    const { subscriptions: subs } = mm;
    return subs !== undefined && (yield* this.chain.clearYoung(subs, mm, name, start, end));
  }
}
