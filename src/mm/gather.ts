import { HUGE_SIZE, PAGE_SIZE, type Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { AddressSpace } from "./address-space.ts";
import type { Memory } from "./memory.ts";

/**
 * struct mmu_gather: pages whose entries are gone wait here until the CPUs' TLBs are flushed, and
 * are let go only then (Linux mm/mmu_gather.c). On x86 that is after the end of the section; where
 * the architecture flushes at the end of each VMA it is before (include/asm-generic/tlb.h, tlb_end_vma).
 */
export class Gather {
  private readonly pages: Page[] = [];
  private start: bigint | undefined;
  private end = 0n;
  /** The smallest entry that was changed. */
  private stride = HUGE_SIZE;

  /** @param fullMm - the address space ends: whatever is flushed, everything is */
  constructor(
    protected readonly memory: Memory,
    protected readonly space: AddressSpace,
    private readonly fullMm = false,
  ) {
    space.gathers += 1;
  }

  /** Notes a changed range to be flushed. */
  touch(start: bigint, end: bigint): void {
    if (this.start === undefined || start < this.start) this.start = start;
    if (end > this.end) this.end = end;
    if (end - start < this.stride) this.stride = end - start;
  }

  /** Notes tables of entries that were freed: the CPUs may keep where they were (pte_free_tlb). */
  touchTables(addresses: readonly bigint[]): void {
    const { stride } = this;
    for (const address of addresses) this.touch(address, address + PAGE_SIZE);
    this.stride = stride;
  }

  /** Notes a page whose reference goes after the flush. */
  add(page: Page): void {
    this.pages.push(page);
  }

  /** True if there is something to flush. */
  isTouched(): boolean {
    return this.start !== undefined;
  }

  /** tlb_end_vma. */
  *endVma(): Coroutine {
    if (this.memory.tlb.arch.flushesEachVma && !this.fullMm) yield* this.flush();
  }

  /** tlb_flush_mmu_tlbonly: what was noted so far. */
  *flush(): Coroutine {
    const { start, end, stride } = this;
    if (start === undefined) return;
    this.forget();
    if (this.fullMm) yield* this.flushAll();
    else yield* this.flushRange(start, end, stride);
  }

  /** tlb_finish_mmu: flush, then free. */
  *finish(): Coroutine {
    if (this.isNested()) yield* this.flushNested();
    else yield* this.flush();
    for (const page of this.pages) yield* this.memory.pages.put(page);
    this.space.gathers -= 1;
  }

  /**
   * mm_tlb_flush_nested: another gather is at work. It may have cleared what this one found empty,
   * and not have flushed it yet: so everything is flushed.
   */
  isNested(): boolean {
    return this.memory.policy.nestedGathers && this.space.gathers > 1;
  }

  *flushNested(): Coroutine {
    this.forget();
    yield* this.flushAll();
  }

  *flushAll(): Coroutine {
    const { mm } = this.space;
    yield* this.memory.tlb.flushMm(mm);
    yield* this.memory.secondary.wholeAtSite(mm);
  }

  *flushRange(start: bigint, end: bigint, stride: bigint): Coroutine {
    const { mm } = this.space;
    yield* this.memory.tlb.flush(mm, start, end, stride);
    yield* this.memory.secondary.atSite(mm, start, end);
  }

  private forget(): void {
    this.start = undefined;
    this.end = 0n;
    this.stride = HUGE_SIZE;
  }
}
