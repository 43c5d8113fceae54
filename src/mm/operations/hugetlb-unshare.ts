import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import { sharablePart } from "../hugetlb.ts";
import { MmOperation } from "../operation.ts";
import type { Vma } from "../vma.ts";

/**
 * Tables of PMDs that hugetlb mappings share are no longer shared, so what they map is gone from
 * this address space until it faults again (Linux mm/hugetlb.c, hugetlb_unshare_all_pmds, as
 * registering with userfaultfd does).
 */
export class HugetlbUnshare extends MmOperation {
  *run(mm: Mm, address: bigint): Coroutine<Status> {
    yield* mm.mmapLock.down("write");
    const vma = this.space(mm).find(address);
    const fits = vma?.traits.hugetlb === true && !vma.traits.private;
    if (fits) yield* this.unshare(vma);
    mm.mmapLock.up();
    return fits ? 0 : "EINVAL";
  }

  *unshare(vma: Vma): Coroutine {
    const { space } = vma;
    const { start, end } = sharablePart(vma);
    if (start >= end) return;
    const range = yield* this.sections.start(space.mm, "hugetlb-unshare", start, end);
    yield* space.mm.rmapLock.down("write");
    const gather = this.memory.gather(space);
    if (this.isShared(vma)) yield* this.clear(space, start, end, gather);
    yield* gather.finish();
    space.mm.rmapLock.up();
    yield* this.sections.end(range);
  }

  /** Somebody else maps the same part of the file in the same place of a table. */
  protected isShared(vma: Vma): boolean {
    const others = [...(vma.file?.eachMapping() ?? [])].filter((other) => other.space !== vma.space);
    return others.some((other) => other.offset === vma.offset && other.traits.hugetlb);
  }
}
