import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Chain } from "./chain.ts";
import type { NotifierPolicy } from "./policy.ts";
import { ULONG_MAX } from "./range.ts";
import type { Mm } from "./subscriptions.ts";

/**
 * The secondary TLBs: hardware that walks the CPUs' own page tables and keeps what it found. Its
 * subscribers are told what to forget, and never anything else.
 *
 * Up to 6.1 the memory manager calls them wherever it flushes (mmu_notifier_invalidate_range), and
 * every end does; from 6.6 on the architecture's TLB flush does, and nobody else
 * (mmu_notifier_arch_invalidate_secondary_tlbs).
 */
export class SecondaryTlbs {
  constructor(
    protected readonly kernel: Kernel,
    protected readonly policy: NotifierPolicy,
    protected readonly chain: Chain,
  ) {}

  /** mmu_notifier_invalidate_range at a call site of the memory manager's own. */
  *atSite(mm: Mm, start: bigint, end: bigint): Coroutine {
    if (this.policy.secondary.bySites) yield* this.invalidate(mm, start, end);
  }

  /** The same for the whole address space. */
  *wholeAtSite(mm: Mm): Coroutine {
    yield* this.atSite(mm, 0n, ULONG_MAX);
  }

  /** From inside the flush of the CPUs' TLBs, with the range that was flushed. */
  *atFlush(mm: Mm, start: bigint, end: bigint): Coroutine {
    if (this.policy.secondary.byFlush) yield* this.invalidate(mm, start, end);
  }

  *invalidate(mm: Mm, start: bigint, end: bigint): Coroutine {
    const subs = mm.subscriptions;
    if (subs?.head !== undefined) yield* this.chain.secondary(subs, mm, start, end);
  }
}
