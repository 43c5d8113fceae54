import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import { sharablePart } from "../hugetlb.ts";
import { unsharePmds } from "../hugetlb-unshare.ts";
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
    const part = sharablePart(vma);
    if (part.start < part.end) yield* unsharePmds(this.memory, vma, part, true);
  }
}
