import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import { higher, lower } from "../bounds.ts";
import { MmOperation } from "../operation.ts";
import type { File, Vma } from "../vma.ts";

/**
 * A driver write-protects a part of its file in every shared mapping, to learn what is written next
 * (Linux mm/mapping_dirty_helpers.c, wp_shared_mapping_range).
 */
export class DirtyHelpers extends MmOperation {
  /** What [start,end) of the address space maps of files. */
  *run(mm: Mm, start: bigint, end: bigint): Coroutine<Status> {
    for (const vma of this.space(mm).overlapping(start, end)) {
      if (vma.file === undefined) continue;
      yield* this.protectFile(vma.file, vma.offsetOf(higher(start, vma.start)), vma.offsetOf(lower(end, vma.end)));
    }
    return 0;
  }

  *protectFile(file: File, from: bigint, to: bigint): Coroutine {
    for (const vma of file.eachMapping()) {
      const { mm } = vma.space;
      yield* mm.rmapLock.down("read");
      const start = vma.start + higher(from - vma.offset, 0n);
      const end = lower(vma.start + (to - vma.offset), vma.end);
      const concerned = !vma.traits.private && !vma.traits.hugetlb && file.isMappedBy(vma) && start < end;
      if (concerned) yield* this.protectVma(vma, start, end);
      mm.rmapLock.up();
    }
  }

  /** The walk's own range, and the flush before the end. */
  *protectVma(vma: Vma, start: bigint, end: bigint): Coroutine {
    const { mm } = vma.space;
    const range = yield* this.sections.start(mm, "dirty-helpers", start, end);
    if (yield* this.writeProtect(vma, start, end)) yield* this.memory.tlb.flush(mm, start, end);
    yield* this.sections.end(range);
  }

  protected *writeProtect({ space: { table } }: Vma, start: bigint, end: bigint): Coroutine<boolean> {
    yield table.lock.acquire;
    yield table.storing;
    const writable = table.readRange(start, end).filter(({ pte }) => pte.write);
    for (const { address, pte } of writable) table.store(address, { ...pte, write: false });
    table.lock.release();
    return writable.length > 0;
  }
}
