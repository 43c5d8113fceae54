import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { AddressSpace } from "./address-space.ts";
import type { Memory } from "./memory.ts";

/**
 * struct mmu_gather: pages whose entries are gone wait here until the CPUs' TLBs are flushed, and
 * are let go only then (Linux mm/mmu_gather.c; on x86 after the end of the section).
 */
export class Gather {
  private readonly pages: Page[] = [];
  private start: bigint | undefined;
  private end = 0n;

  constructor(
    private readonly memory: Memory,
    private readonly space: AddressSpace,
  ) {}

  /** Notes a changed range to be flushed. */
  touch(start: bigint, end: bigint): void {
    if (this.start === undefined || start < this.start) this.start = start;
    if (end > this.end) this.end = end;
  }

  /** Notes a page whose reference goes after the flush. */
  add(page: Page): void {
    this.pages.push(page);
  }

  /** tlb_finish_mmu: flush, then free. */
  *finish(): Coroutine {
    if (this.start !== undefined) yield* this.memory.tlb.flush(this.space.mm, this.start, this.end);
    for (const page of this.pages) yield* this.memory.pages.put(page);
  }
}
