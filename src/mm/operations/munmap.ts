import type { Status } from "../../kernel/errno.ts";
import { CONT_SIZE, HUGE_SIZE } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import type { Gather } from "../gather.ts";
import { widened } from "../hugetlb.ts";
import type { Vma } from "../vma.ts";
import { VmaSplitter } from "../vma-split.ts";

/** munmap (Linux mm/mmap.c, __do_munmap, unmap_region). */
export class Munmap extends VmaSplitter {
  *run(mm: Mm, start: bigint, end: bigint): Coroutine<Status> {
    const refused = this.refuse(mm, start, end);
    if (refused !== undefined) return refused;
    yield* mm.mmapLock.down("write");
    const rc = yield* this.unmap(this.space(mm), start, end);
    mm.mmapLock.up();
    return rc;
  }

  /** The VMAs leave first; then nobody can fault in the range, and a read hold is enough. */
  *unmap(space: AddressSpace, start: bigint, end: bigint): Coroutine<Status> {
    return yield* this.unmapRange(space, start, end, this.policy.munmapDowngrades);
  }

  /** The same for callers that keep mmap_lock for write, because they map something next. */
  *unmapHeld(space: AddressSpace, start: bigint, end: bigint): Coroutine<Status> {
    return yield* this.unmapRange(space, start, end, false);
  }

  protected *unmapRange(space: AddressSpace, start: bigint, end: bigint, downgrade: boolean): Coroutine<Status> {
    if (space.overlapping(start, end).some((vma) => this.cutsHugetlb(vma, start, end))) return "EINVAL";
    const vmas = yield* this.isolate(space, start, end);
    if (vmas.length === 0) return 0;
    for (const vma of vmas) space.remove(vma);
    if (downgrade) space.mm.mmapLock.downgrade();
    const gather = this.memory.gather(space);
    yield* this.unmapVmas(space, vmas, start, end, gather);
    yield* this.unlink(vmas);
    gather.touchTables(space.freeTables(start, end));
    yield* gather.finish();
    return 0;
  }

  /** One section over the whole range, whatever the VMAs in it. */
  *unmapVmas(space: AddressSpace, vmas: readonly Vma[], start: bigint, end: bigint, gather: Gather): Coroutine {
    const range = yield* this.sections.start(space.mm, "munmap", start, end);
    for (const vma of vmas) yield* this.unmapOne(vma, gather);
    yield* this.sections.end(range);
  }

  *unmapOne(vma: Vma, gather: Gather): Coroutine {
    const nests = vma.traits.hugetlb && this.policy.hugetlbNests;
    const { start, end } = widened(vma, vma.start, vma.end, this.policy);
    const inner = nests ? yield* this.sections.start(vma.space.mm, "munmap-hugetlb", start, end) : undefined;
    yield* this.clear(vma.space, vma.start, vma.end, gather);
    if (inner !== undefined) yield* this.sections.end(inner);
  }

  /** free_pgtables: reverse maps find the VMAs until here. */
  *unlink(vmas: readonly Vma[]): Coroutine {
    for (const vma of vmas) {
      if (vma.file === undefined) continue;
      yield* vma.space.mm.rmapLock.down("write");
      vma.file.unlink(vma);
      vma.space.mm.rmapLock.up();
    }
  }

  private cutsHugetlb(vma: Vma, start: bigint, end: bigint): boolean {
    const unit = vma.traits.huge ? HUGE_SIZE : CONT_SIZE;
    const cut = (at: bigint) => at > vma.start && at < vma.end && at % unit !== 0n;
    return vma.traits.hugetlb && (cut(start) || cut(end));
  }
}
