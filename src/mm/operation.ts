import type { Errno } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { HUGE_SIZE, PAGE_SIZE } from "../kernel/page.ts";
import type { Pages } from "../kernel/pages.ts";
import type { Coroutine } from "../kernel/point.ts";
import { type Mapping, sizeOf } from "../kernel/pte.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { AddressSpace } from "./address-space.ts";
import type { Gather } from "./gather.ts";
import type { Memory } from "./memory.ts";
import type { MmPolicy } from "./policy.ts";
import type { SectionCaller } from "./section-caller.ts";

/** What every operation of the address space is made of. */
export abstract class MmOperation {
  protected readonly kernel: Kernel;
  protected readonly policy: MmPolicy;
  protected readonly sections: SectionCaller;
  protected readonly pages: Pages;

  constructor(protected readonly memory: Memory) {
    this.kernel = memory.kernel;
    this.policy = memory.policy;
    this.sections = memory.sections;
    this.pages = memory.pages;
  }

  protected space(mm: Mm): AddressSpace {
    return this.memory.space(mm);
  }

  /** EINVAL for a range that is empty or not made of pages, and for an address space without users. */
  protected refuse(mm: Mm, start: bigint, end: bigint, unit = PAGE_SIZE): Errno | undefined {
    const fits = start < end && start % unit === 0n && end % unit === 0n;
    return fits && mm.users > 0 ? undefined : "EINVAL";
  }

  /** Clears what is mapped in [start,end) of one VMA, in one critical section of the PTL (zap_pte_range). */
  protected *clear(space: AddressSpace, start: bigint, end: bigint, gather: Gather): Coroutine {
    const { table } = space;
    yield table.lock.acquire;
    yield table.storing;
    const mappings = table.readRange(start, end);
    for (const mapping of mappings) this.clearOne(space, mapping, gather);
    // Whoever cleans the page next must find nobody writing: the reverse map no longer shows this entry.
    if (mappings.some(({ pte }) => pte.dirty && pte.page.kind === "file")) yield* gather.flush();
    table.lock.release();
    yield* gather.endVma();
  }

  protected clearOne(space: AddressSpace, { address, pte }: Mapping, gather: Gather): void {
    space.table.store(address, undefined);
    gather.touch(address, address + sizeOf(pte));
    this.pages.countMapping(pte.page, -1);
    gather.add(pte.page);
  }

  /**
   * The rest of ptep_clear_flush_notify and its kin: the entry is clear; the CPUs forget it, then
   * the secondary TLBs, all under the PTL. Nobody sees the old page any more when this returns.
   */
  protected *clearFlushNotify(space: AddressSpace, base: bigint, size: bigint): Coroutine {
    yield* this.clearFlush(space, base, size);
    yield* this.memory.secondary.atSite(space.mm, base, base + size);
  }

  /** The rest of ptep_clear_flush: the CPUs alone, where up to 6.1 the end of the section tells the others. */
  protected *clearFlush(space: AddressSpace, base: bigint, size: bigint): Coroutine {
    if (size === PAGE_SIZE) yield* this.memory.tlb.flushPage(space.mm, base);
    else yield* this.memory.tlb.flush(space.mm, base, base + size, size);
  }

  /** The PMD-sized ranges of [start,end) that a huge entry maps and the range cuts. */
  protected cutHuge(space: AddressSpace, start: bigint, end: bigint): bigint[] {
    return space.table
      .within(start, end)
      .filter(({ address, pte }) => pte.huge && (address < start || address + HUGE_SIZE > end))
      .map(({ address }) => address);
  }
}
