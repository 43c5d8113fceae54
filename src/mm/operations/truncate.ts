import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import { higher, lower } from "../bounds.ts";
import { widened } from "../hugetlb.ts";
import { MmOperation } from "../operation.ts";
import type { File, Vma } from "../vma.ts";

/** Truncation of file pages through the reverse map (Linux mm/memory.c, unmap_mapping_range). */
export class Truncate extends MmOperation {
  /** Truncates what [start,end) of the address space maps of files, in everybody who maps it. */
  *run(mm: Mm, start: bigint, end: bigint): Coroutine<Status> {
    for (const vma of this.space(mm).overlapping(start, end)) {
      if (vma.file === undefined) continue;
      const from = vma.offsetOf(higher(start, vma.start));
      const to = vma.offsetOf(lower(end, vma.end));
      yield* this.truncateFile(vma.file, from, to);
    }
    return 0;
  }

  /** Unmapping first, then the page cache; no mmap_lock anywhere. */
  *truncateFile(file: File, from: bigint, to: bigint): Coroutine {
    for (const vma of file.eachMapping()) yield* this.unmapMapping(vma, from, to);
    yield* file.drop(from, to);
  }

  /** The VMA's part, under the reverse-map lock. */
  *unmapMapping(vma: Vma, from: bigint, to: bigint): Coroutine {
    const { mm } = vma.space;
    yield* mm.rmapLock.down(vma.traits.hugetlb ? "write" : "read");
    const start = vma.start + higher(from - vma.offset, 0n);
    const end = lower(vma.start + (to - vma.offset), vma.end);
    if (vma.file?.isMappedBy(vma) === true && start < end) yield* this.zap(vma, start, end);
    mm.rmapLock.up();
  }

  *zap(vma: Vma, start: bigint, end: bigint): Coroutine {
    const { space } = vma;
    const gather = this.memory.gather(space);
    const site = vma.traits.hugetlb ? "truncate-hugetlb" : "truncate";
    const told = widened(vma, start, end, this.policy);
    const range = yield* this.sections.start(space.mm, site, told.start, told.end);
    yield* this.clear(space, start, end, gather);
    yield* this.sections.end(range);
    yield* gather.finish();
  }
}
