import type { Page } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import { sizeOf } from "../../kernel/pte.ts";
import { MmOperation } from "../operation.ts";
import type { Vma } from "../vma.ts";

/**
 * There is no huge page left to copy to, and the one who wants it has reserved it: whoever else
 * maps the page loses it, so that it need not be copied (Linux mm/hugetlb.c, unmap_ref_private).
 */
export class UnmapRefPrivate extends MmOperation {
  /** Takes the page from every private mapping but `owner`. */
  *run(owner: Vma, page: Page): Coroutine {
    for (const space of this.memory.allSpaces()) {
      for (const vma of space.vmas) {
        if (vma !== owner && vma.traits.hugetlb && vma.traits.private) yield* this.unmapIn(vma, page);
      }
    }
  }

  /** unmap_hugepage_range, with the lock of the reverse map. */
  *unmapIn(vma: Vma, page: Page): Coroutine {
    const { space } = vma;
    const found = space.table.within(vma.start, vma.end).find(({ pte }) => pte.page === page);
    if (found === undefined) return;
    const [start, end] = [found.address, found.address + sizeOf(found.pte)];
    yield* space.mm.rmapLock.down("write");
    const gather = this.memory.gather(space);
    const range = yield* this.sections.start(space.mm, "truncate-hugetlb", start, end);
    yield* this.clear(space, start, end, gather);
    yield* this.sections.end(range);
    yield* gather.finish();
    space.mm.rmapLock.up();
  }
}
