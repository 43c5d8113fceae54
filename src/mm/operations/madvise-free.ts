import type { Coroutine } from "../../kernel/point.ts";
import { sizeOf } from "../../kernel/pte.ts";
import type { AddressSpace } from "../address-space.ts";
import type { Gather } from "../gather.ts";
import type { Vma } from "../vma.ts";
import { Advice } from "./advice.ts";

/**
 * madvise(MADV_FREE): the pages may be thrown away as long as nobody writes to them again, so their
 * entries turn clean (Linux mm/madvise.c, madvise_free_single_vma). A device that went on writing
 * through an old entry would not be noticed.
 */
export class MadviseFree extends Advice {
  /** vma_is_anonymous. */
  isFit({ file, traits }: Vma): boolean {
    return file === undefined && !traits.pfn && !traits.hugetlb;
  }

  *follow(vma: Vma, start: bigint, end: bigint): Coroutine {
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
    yield* gather.endVma();
  }
}
