import type { Coroutine } from "../kernel/point.ts";
import type { Span } from "./hugetlb.ts";
import type { Memory } from "./memory.ts";
import type { Vma } from "./vma.ts";

/**
 * hugetlb_unshare_pmds (Linux mm/hugetlb.c): what shared tables of PMDs map is gone from this
 * address space, until it faults again. The section takes no notice of whether any is shared.
 *
 * @param lock - takes the reverse-map lock for write inside the section, unless the caller holds it
 */
export function* unsharePmds(memory: Memory, vma: Vma, { start, end }: Span, lock = false): Coroutine {
  const { space } = vma;
  const { table, mm } = space;
  const range = yield* memory.sections.start(mm, "hugetlb-unshare", start, end);
  if (lock) yield* mm.rmapLock.down("write");
  const gather = memory.gather(space);
  if (isShared(vma)) {
    yield table.lock.acquire;
    yield table.storing;
    for (const { address, pte } of table.readRange(start, end)) {
      table.store(address, undefined);
      memory.pages.countMapping(pte.page, -1);
      gather.add(pte.page);
    }
    gather.touch(start, end);
    table.lock.release();
  }
  yield* gather.finish();
  if (lock) mm.rmapLock.up();
  yield* memory.sections.end(range);
}

/** Somebody else maps the same part of the file in the same place of a table. */
function isShared(vma: Vma): boolean {
  const others = [...(vma.file?.eachMapping() ?? [])].filter((other) => other.space !== vma.space);
  return others.some((other) => other.offset === vma.offset && other.traits.hugetlb);
}
