import type { Status } from "../../kernel/errno.ts";
import { HUGE_SIZE, hugeOf, PAGE_SIZE } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import type { CallSite } from "../call-sites.ts";
import { MmOperation } from "../operation.ts";

const PARTS = HUGE_SIZE / PAGE_SIZE;

/** Splitting the huge entry of a transparent huge page (Linux mm/huge_memory.c, __split_huge_pmd). */
export class ThpSplit extends MmOperation {
  /** Splits the huge page at the address; EINVAL if there is none. */
  *run(mm: Mm, address: bigint): Coroutine<Status> {
    const space = this.space(mm);
    const taken = yield* space.lockRead();
    const huge = yield* space.table.walk(address);
    const splittable = huge?.huge === true && space.find(address)?.traits.hugetlb === false;
    if (splittable) yield* this.split(space, hugeOf(address));
    if (taken) mm.mmapLock.up();
    return splittable ? 0 : "EINVAL";
  }

  /** The section of its own; it nests in the caller's. The caller holds mmap_lock or a VMA lock. */
  *split(space: AddressSpace, base: bigint): Coroutine {
    if (this.policy.splitsTwice) yield* this.splitPage(space, base);
    else yield* this.splitIn("thp-split", space, base);
  }

  /**
   * Up to Linux 4.4 the entry is not split without the page: a first section only looks at it
   * (__split_huge_page_pmd), a second one is about each of the page's mappings, with the reverse-map
   * lock (__split_huge_page_splitting).
   */
  *splitPage(space: AddressSpace, base: bigint): Coroutine {
    const { mm } = space;
    yield* this.sections.end(yield* this.sections.start(mm, "thp-split", base, base + HUGE_SIZE));
    yield* mm.rmapLock.down("write");
    yield* this.splitIn("thp-splitting", space, base);
    mm.rmapLock.up();
  }

  *splitIn(site: CallSite, space: AddressSpace, base: bigint): Coroutine {
    const range = yield* this.sections.start(space.mm, site, base, base + HUGE_SIZE);
    yield space.table.lock.acquire;
    yield* this.splitLocked(space, base);
    space.table.lock.release();
    yield* this.sections.endOnly(range);
  }

  /** Under the PTL: the entry goes, the CPUs forget it, and small ones take its place. */
  *splitLocked(space: AddressSpace, base: bigint): Coroutine {
    const { table } = space;
    const old = table.read(base);
    if (old?.huge !== true) return;
    yield table.storing;
    table.store(base, undefined);
    yield* this.memory.tlb.flush(space.mm, base, base + HUGE_SIZE, HUGE_SIZE);
    yield table.storing;
    table.storeSplit(base, old);
    this.pages.countMapping(old.page, Number(PARTS) - 1);
    old.page.refs += Number(PARTS) - 1;
  }
}
