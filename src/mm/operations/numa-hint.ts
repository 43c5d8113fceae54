import type { Coroutine } from "../../kernel/point.ts";
import type { Pte } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { higher, lower } from "../bounds.ts";
import { ProtectionWalk } from "../protection-walk.ts";

/**
 * NUMA hinting: entries are made to fault once, to learn who uses the pages (Linux
 * kernel/sched/fair.c, task_numa_work; mm/mempolicy.c, change_prot_numa). What the VMA permits
 * stays as it is.
 */
export class NumaHint extends ProtectionWalk {
  protected override readonly site = "numa-hint";

  /** Scans only if mmap_lock is to be had at once; false otherwise. */
  *run(mm: Mm, start: bigint, end: bigint): Coroutine<boolean> {
    if (this.refuse(mm, start, end) !== undefined) return false;
    if (!(yield* mm.mmapLock.trylock("read"))) return false;
    yield* this.scan(this.space(mm), start, end);
    mm.mmapLock.up();
    return true;
  }

  *scan(space: AddressSpace, start: bigint, end: bigint): Coroutine {
    for (const vma of space.overlapping(start, end)) {
      if (vma.traits.hugetlb || vma.traits.pfn) continue;
      const gather = this.memory.gather(space);
      yield* this.changeProtection(space, higher(start, vma.start), lower(end, vma.end), gather);
      yield* gather.finish();
    }
  }

  protected override change(pte: Pte): Pte {
    return pte.special === undefined ? { ...pte, write: false, special: { kind: "protnone" } } : pte;
  }
}
