import { PUD_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { AddressSpace } from "./address-space.ts";
import { pudDown, sharablePart } from "./hugetlb.ts";
import { unsharePmds } from "./hugetlb-unshare.ts";
import { MmOperation } from "./operation.ts";
import type { ThpSplit } from "./operations/thp-split.ts";
import type { Vma } from "./vma.ts";

/** An operation on a part of a VMA: the VMA is split first (Linux mm/mmap.c, __split_vma). */
export abstract class VmaSplitter extends MmOperation {
  constructor(
    memory: ConstructorParameters<typeof MmOperation>[0],
    protected readonly thp: ThpSplit,
  ) {
    super(memory);
  }

  /** The VMAs of [start,end), split so that none reaches out of it. The caller holds mmap_lock for write. */
  *isolate(space: AddressSpace, start: bigint, end: bigint): Coroutine<Vma[]> {
    for (const vma of space.overlapping(start, end)) {
      if (this.policy.vmaLocks) yield* space.startWrite(vma);
      if (vma.start < start) yield* this.splitAt(vma, start);
    }
    for (const vma of space.overlapping(start, end)) if (vma.end > end) yield* this.splitAt(vma, end);
    return space.overlapping(start, end);
  }

  /** The old VMA keeps the lower part. A huge page across the cut is split first. */
  *splitAt(vma: Vma, at: bigint): Coroutine {
    const { space } = vma;
    yield* this.unshareAt(vma, at);
    for (const base of this.cutHuge(space, at, vma.end)) if (base < at) yield* this.thp.split(space, base);
    const upper = vma.like(space, at, vma.end);
    upper.lockSeq = vma.lockSeq;
    vma.end = at;
    space.add(upper);
    if (vma.file === undefined) return;
    yield* space.mm.rmapLock.down("write");
    vma.file.link(upper);
    space.mm.rmapLock.up();
  }

  /** hugetlb_split: a table of PMDs that the cut goes through must not be shared any more. */
  protected *unshareAt(vma: Vma, at: bigint): Coroutine {
    const { space } = vma;
    const { start, end } = sharablePart(vma);
    const floor = pudDown(at);
    const concerned = vma.traits.hugetlb && !vma.traits.private && this.policy.hugetlbUnsharesAtSplit;
    if (!concerned || at === floor || floor < start || floor + PUD_SIZE > end) return;
    yield* space.mm.rmapLock.down("write");
    yield* unsharePmds(this.memory, vma, { start: floor, end: floor + PUD_SIZE });
    space.mm.rmapLock.up();
  }
}
