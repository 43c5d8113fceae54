import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import { ULONG_MAX } from "../../notifier/range.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { MmOperation } from "../operation.ts";

/**
 * Clearing the soft-dirty bits: entries become read-only, so that the next write is noticed (Linux
 * fs/proc/task_mmu.c, clear_refs_write). The CPUs are flushed only after the section.
 */
export class SoftDirty extends MmOperation {
  *run(mm: Mm): Coroutine<Status> {
    if (mm.users === 0) return "EINVAL";
    const space = this.space(mm);
    yield* mm.mmapLock.down(this.policy.softDirtyLock);
    const range = yield* this.sections.start(mm, "soft-dirty", 0n, ULONG_MAX);
    for (const { start, end, traits } of space.vmas) if (!traits.pfn) yield* this.clearBits(space, start, end);
    yield* this.sections.end(range);
    yield* this.memory.tlb.flushMm(mm);
    mm.mmapLock.up();
    return 0;
  }

  protected *clearBits({ table }: AddressSpace, start: bigint, end: bigint): Coroutine {
    yield table.lock.acquire;
    yield table.storing;
    for (const { address, pte } of table.readRange(start, end)) {
      if (pte.write) table.store(address, { ...pte, write: false });
    }
    table.lock.release();
  }
}
