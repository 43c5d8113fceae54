import { HUGE_SIZE } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Gather } from "../gather.ts";
import { widened } from "../hugetlb.ts";
import type { Vma } from "../vma.ts";
import { Advice } from "./advice.ts";

/** madvise(MADV_DONTNEED): mmap_lock for read only (Linux mm/madvise.c, zap_page_range_single). */
export class MadviseDontneed extends Advice {
  /** Whole huge pages of hugetlb, and that only in newer kernels. */
  isFit({ traits }: Vma, start: bigint, end: bigint): boolean {
    if (!traits.hugetlb) return !traits.pfn;
    return this.policy.hugetlbDontneed && start % HUGE_SIZE === 0n && end % HUGE_SIZE === 0n;
  }

  *follow(vma: Vma, start: bigint, end: bigint): Coroutine {
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
