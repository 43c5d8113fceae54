import type { Status } from "../../kernel/errno.ts";
import { PAGE_SIZE } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import { MmOperation } from "../operation.ts";
import type { Vma } from "../vma.ts";

/**
 * remap_file_pages: another part of the file shows through the same addresses (Linux 3.17
 * mm/fremap.c). It makes the mapping nonlinear, the first time with mmap_lock for write.
 */
export class RemapFilePages extends MmOperation {
  *run(mm: Mm, start: bigint, end: bigint, offset: bigint): Coroutine<Status> {
    const refused = this.refuse(mm, start, end);
    if (refused !== undefined) return refused;
    const space = this.space(mm);
    const vma = space.find(start);
    if (vma?.file === undefined || vma.traits.private || vma.end < end) return "EINVAL";
    yield* mm.mmapLock.down(vma.nonlinear === undefined ? "write" : "read");
    yield* this.remap(vma, start, end, offset);
    mm.mmapLock.up();
    return 0;
  }

  *remap(vma: Vma, start: bigint, end: bigint, offset: bigint): Coroutine {
    const { space } = vma;
    const gather = this.memory.gather(space);
    const range = yield* this.sections.start(space.mm, "remap-file-pages", start, end);
    const nonlinear = new Map(vma.nonlinear);
    for (let at = start; at < end; at += PAGE_SIZE) nonlinear.set(at, offset + (at - start));
    vma.nonlinear = nonlinear;
    yield* this.clear(space, start, end, gather);
    yield* gather.finish();
    yield* this.sections.end(range);
  }
}
