import type { Status } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { ActiveRanges } from "./active-ranges.ts";
import type { Chain } from "./chain.ts";
import type { Intervals } from "./intervals.ts";
import { RECLAIM_CLASS, SECTION_CLASS } from "./lock-class.ts";
import type { NotifierPolicy } from "./policy.ts";
import type { NotifierRange } from "./range.ts";
import type { Registry } from "./registry.ts";
import type { Mm, Subscriptions } from "./subscriptions.ts";

/** The entry points of the core: what the mm calls before and after it changes page tables. */
export class Sections {
  constructor(
    protected readonly kernel: Kernel,
    protected readonly policy: NotifierPolicy,
    protected readonly chain: Chain,
    protected readonly intervals: Intervals,
    protected readonly registry: Registry,
    protected readonly ranges: ActiveRanges,
  ) {}

  /** mmu_notifier_invalidate_range_start: blockable, no result for the caller. */
  *start(range: NotifierRange): Coroutine {
    this.kernel.mightSleep("mmu_notifier_invalidate_range_start");
    this.setBlockable(range, true);
    yield* this.startInClass(range);
  }

  /** mmu_notifier_invalidate_range_start_nonblock: 0, or EAGAIN and then there is no section. */
  *startNonblock(range: NotifierRange): Coroutine<Status> {
    this.setBlockable(range, false);
    return yield* this.startInClass(range);
  }

  setBlockable(range: NotifierRange, blockable: boolean): void {
    range.blockable = blockable;
  }

  /**
   * mmu_notifier_invalidate_range_end; with `onlyEnd` mmu_notifier_invalidate_range_only_end, whose
   * caller has told the secondary TLBs already.
   */
  *end(range: NotifierRange, onlyEnd = false): Coroutine {
    const subs = range.mm.subscriptions;
    if (subs === undefined) return;
    this.enterClass();
    yield* this.endParts(subs, range, onlyEnd);
    this.leaveClass();
  }

  /** The tree first, so that whoever waited for it may go on before the list is done. */
  *endParts(subs: Subscriptions, range: NotifierRange, onlyEnd: boolean): Coroutine {
    yield* this.endTree(subs, range);
    if (this.policy.tracksRanges) yield* this.endTracked(subs, range);
    else yield* this.endList(subs, range, onlyEnd);
  }

  /** Off the list, then the end callbacks, then the wake-up. */
  *endTracked(subs: Subscriptions, range: NotifierRange): Coroutine {
    yield* this.ranges.remove(subs, range);
    yield* this.endList(subs, range);
    yield* this.ranges.finish(subs, range);
  }

  *endTree(subs: Subscriptions, range: NotifierRange): Coroutine {
    if (subs.hasItree) yield* this.intervals.close(subs, range.blockable);
  }

  *endList(subs: Subscriptions, range: NotifierRange, onlyEnd = false): Coroutine {
    if (subs.head !== undefined) yield* this.chain.end(subs, range, onlyEnd);
  }

  /** The tree first; if it fails the list is not called. */
  *startParts(range: NotifierRange): Coroutine<Status> {
    const subs = range.mm.subscriptions;
    if (subs === undefined) return 0;
    const { hasItree } = subs;
    if (hasItree) {
      const rc = yield* this.intervals.invalidate(subs, range);
      if (rc !== 0) return rc;
    }
    const rc = subs.head === undefined ? 0 : yield* this.startList(subs, range);
    if (rc !== 0 && !range.blockable && hasItree) yield* this.closeAfterListFailure(range);
    if (rc === 0 && this.policy.tracksRanges) yield* this.ranges.add(subs, range);
    return rc;
  }

  *startList(subs: Subscriptions, range: NotifierRange): Coroutine<Status> {
    return yield* this.chain.start(subs, range);
  }

  /** Nobody will call end for a failed start, so the tree's section is closed here (PAIR-17). */
  *closeAfterListFailure(range: NotifierRange): Coroutine {
    const subs = range.mm.subscriptions;
    if (subs !== undefined) yield* this.intervals.close(subs, range.blockable);
  }

  /** The release step of exit: intervals first, then the list. */
  *release(mm: Mm): Coroutine {
    const subs = mm.subscriptions;
    if (subs === undefined) return;
    if (subs.hasItree) yield* this.intervals.release(subs, mm);
    if (subs.head !== undefined) yield* this.registry.releaseAll(subs, mm);
  }

  /** An allocation that may enter direct reclaim: reclaim invalidates (Linux mm/page_alloc.c, fs_reclaim_acquire). */
  mayReclaim(): void {
    this.kernel.mightSleep("an allocation that may reclaim");
    if (!this.policy.reclaimMap) return;
    const { current, lockdep } = this.kernel;
    lockdep.acquire(current, RECLAIM_CLASS);
    this.enterClass();
    this.leaveClass();
    lockdep.release(current, RECLAIM_CLASS);
  }

  protected *startInClass(range: NotifierRange): Coroutine<Status> {
    this.enterClass();
    const rc = yield* this.startParts(range);
    this.leaveClass();
    return rc;
  }

  protected enterClass(): void {
    if (this.policy.lockdepMap) this.kernel.lockdep.acquire(this.kernel.current, SECTION_CLASS);
  }

  protected leaveClass(): void {
    if (this.policy.lockdepMap) this.kernel.lockdep.release(this.kernel.current, SECTION_CLASS);
  }
}
