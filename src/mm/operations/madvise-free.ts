import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import { sizeOf } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { higher, holes, lower } from "../bounds.ts";
import type { Gather } from "../gather.ts";
import { MmOperation } from "../operation.ts";
import type { Vma } from "../vma.ts";
import type { ThpSplit } from "./thp-split.ts";

/**
 * madvise(MADV_FREE): the pages may be thrown away as long as nobody writes to them again, so their
 * entries turn clean (Linux mm/madvise.c, madvise_free_single_vma). A device that went on writing
 * through an old entry would not be noticed.
 */
export class MadviseFree extends MmOperation {
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
    for (const vma of vmas) {
      if (!isAnonymous(vma)) return "EINVAL";
      yield* this.free(vma, higher(start, vma.start), lower(end, vma.end));
    }
    return holes(vmas, start, end) ? "ENOMEM" : 0;
  }

  /** The range is that of the call, clipped to the VMA. */
  *free(vma: Vma, start: bigint, end: bigint): Coroutine {
    const { space } = vma;
    const gather = this.memory.gather(space);
    const range = yield* this.sections.start(space.mm, "madvise-free", start, end);
    for (const base of this.cutHuge(space, start, end)) yield* this.thp.split(space, base);
    yield* this.clean(space, start, end, gather);
    yield* this.sections.end(range);
    yield* gather.finish();
  }

  protected *clean({ table }: AddressSpace, start: bigint, end: bigint, gather: Gather): Coroutine {
    yield table.lock.acquire;
    yield table.storing;
    for (const { address, pte } of table.readRange(start, end)) {
      if (pte.special !== undefined || (!pte.young && !pte.dirty)) continue;
      table.store(address, { ...pte, young: false, dirty: false });
      pte.page.dirty = false;
      gather.touch(address, address + sizeOf(pte));
    }
    table.lock.release();
  }
}

/** vma_is_anonymous. */
function isAnonymous({ file, traits }: Vma): boolean {
  return file === undefined && !traits.pfn && !traits.hugetlb;
}
