import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Pte } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import type { Gather } from "../gather.ts";
import { widened } from "../hugetlb.ts";
import { ProtectionWalk } from "../protection-walk.ts";
import type { Vma } from "../vma.ts";

/** mprotect(PROT_READ) (Linux mm/mprotect.c, change_protection). */
export class Mprotect extends ProtectionWalk {
  protected override readonly site = "mprotect";

  *run(mm: Mm, start: bigint, end: bigint): Coroutine<Status> {
    const refused = this.refuse(mm, start, end);
    if (refused !== undefined) return refused;
    yield* mm.mmapLock.down("write");
    const rc = yield* this.protect(this.space(mm), start, end);
    mm.mmapLock.up();
    return rc;
  }

  *protect(space: AddressSpace, start: bigint, end: bigint): Coroutine<Status> {
    const vmas = yield* this.isolate(space, start, end);
    if (vmas.length === 0) return "ENOMEM";
    const gather = this.memory.gather(space);
    for (const vma of vmas) {
      vma.write = false;
      yield* this.protectVma(vma, gather);
      yield* gather.endVma();
    }
    yield* gather.finish();
    return 0;
  }

  *protectVma(vma: Vma, gather: Gather): Coroutine {
    if (vma.traits.hugetlb) yield* this.protectHugetlb(vma, gather);
    else yield* this.changeProtection(vma.space, vma.start, vma.end, gather);
  }

  /** hugetlb_change_protection: one section for all, populated or not, and the reverse-map lock inside it. */
  *protectHugetlb(vma: Vma, gather: Gather): Coroutine {
    const { mm } = vma.space;
    const { start, end } = widened(vma, vma.start, vma.end, this.policy);
    const range = yield* this.sections.start(mm, "mprotect-hugetlb", start, end);
    yield* mm.rmapLock.down("write");
    yield* this.changeEntries(vma.space, vma.start, vma.end, gather);
    yield* gather.flush();
    mm.rmapLock.up();
    yield* this.sections.end(range);
  }

  protected override change(pte: Pte): Pte {
    return pte.write ? { ...pte, write: false } : pte;
  }
}
