import type { Status } from "../../kernel/errno.ts";
import { HUGE_SIZE } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { higher, holes, lower } from "../bounds.ts";
import type { Gather } from "../gather.ts";
import { widened } from "../hugetlb.ts";
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
    if (vmas.some((vma) => !this.isFit(vma, start, end))) return "EINVAL";
    for (const vma of vmas) yield* this.zap(vma, higher(start, vma.start), lower(end, vma.end));
    return holes(vmas, start, end) ? "ENOMEM" : 0;
  }

  /** Whole huge pages of hugetlb, and that only in newer kernels. */
  isFit({ traits }: Vma, start: bigint, end: bigint): boolean {
    if (!traits.hugetlb) return !traits.pfn;
    return this.policy.hugetlbDontneed && start % HUGE_SIZE === 0n && end % HUGE_SIZE === 0n;
  }

  /** The range is that of the call, clipped to the VMA. */
  *zap(vma: Vma, start: bigint, end: bigint): Coroutine {
    const { space } = vma;
    const gather = this.memory.gather(space);
    const told = widened(vma, start, end, this.policy);
    const range = yield* this.sections.start(space.mm, "madvise-dontneed", told.start, told.end);
    for (const base of this.cutHuge(space, start, end)) yield* this.thp.split(space, base);
    yield* this.unmap(vma, start, end, gather);
    yield* this.sections.end(range);
    yield* gather.finish();
  }

  /** Up to 6.1 hugetlb opens one more section inside (Linux 6.1 mm/hugetlb.c, __unmap_hugepage_range_final). */
  *unmap(vma: Vma, start: bigint, end: bigint, gather: Gather): Coroutine {
    const nests = vma.traits.hugetlb && this.policy.hugetlbNests;
    const told = widened(vma, start, end, this.policy);
    const inner = nests ? yield* this.sections.start(vma.space.mm, "munmap-hugetlb", told.start, told.end) : undefined;
    yield* this.clear(vma.space, start, end, gather);
    if (inner !== undefined) yield* this.sections.end(inner);
  }
}
