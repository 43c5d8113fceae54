import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { higher, lower } from "../bounds.ts";
import { MmOperation } from "../operation.ts";
import type { Vma } from "../vma.ts";
import type { ThpSplit } from "./thp-split.ts";

/** madvise(MADV_DONTNEED): mmap_lock for read only (Linux mm/madvise.c, zap_page_range_single). */
export class MadviseDontneed extends MmOperation {
  constructor(
    memory: ConstructorParameters<typeof MmOperation>[0],
    protected readonly thp: ThpSplit,
  ) {
    super(memory);
  }

  *run(mm: Mm, start: bigint, end: bigint): Coroutine<Status> {
    const refused = this.refuse(mm, start, end);
    if (refused !== undefined) return refused;
    const space = this.space(mm);
    const taken = yield* space.lockRead();
    const rc = yield* this.advise(space, start, end);
    if (taken) mm.mmapLock.up();
    return rc;
  }

  *advise(space: AddressSpace, start: bigint, end: bigint): Coroutine<Status> {
    const vmas = space.overlapping(start, end);
    if (vmas.length === 0) return "ENOMEM";
    if (vmas.some((vma) => vma.traits.pfn || vma.traits.hugetlb)) return "EINVAL";
    for (const vma of vmas) yield* this.zap(vma, higher(start, vma.start), lower(end, vma.end));
    return 0;
  }

  /** The range is that of the call, clipped to the VMA. */
  *zap(vma: Vma, start: bigint, end: bigint): Coroutine {
    const { space } = vma;
    const gather = this.memory.gather(space);
    const range = yield* this.sections.start(space.mm, "madvise-dontneed", start, end);
    for (const base of this.cutHuge(space, start, end)) yield* this.thp.split(space, base);
    yield* this.clear(space, start, end, gather);
    yield* this.sections.end(range);
    yield* gather.finish();
  }
}
