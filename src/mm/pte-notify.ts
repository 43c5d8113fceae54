import { PAGE_SIZE, pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Pte } from "../kernel/pte.ts";
import type { NewPte, PageNotices } from "../notifier/page-notices.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { AddressSpace } from "./address-space.ts";
import type { CallSite } from "./call-sites.ts";
import type { Memory } from "./memory.ts";
import type { MmPolicy } from "./policy.ts";
import type { SectionCaller } from "./section-caller.ts";

/**
 * set_pte_at_notify and what its call sites put around it (Linux include/linux/mmu_notifier.h until
 * 6.9): a section since 2012, or, by the proposal of January 2014, a notice after the page-table
 * lock for those without change_pte.
 */
export class PteNotify {
  protected readonly policy: MmPolicy;
  protected readonly sections: SectionCaller;

  constructor(
    protected readonly memory: Memory,
    protected readonly notices: PageNotices,
  ) {
    this.policy = memory.policy;
    this.sections = memory.sections;
  }

  /** Before the page-table lock: the section of the site, if it has one. */
  *begin(mm: Mm, site: CallSite, start: bigint, end: bigint): Coroutine<NotifierRange | undefined> {
    // A huge page is never replaced by set_pte_at_notify: its sites keep their sections.
    if (this.policy.notifiesByPage && end - start === PAGE_SIZE) return undefined;
    return yield* this.sections.start(mm, site, start, end);
  }

  /**
   * set_pte_at_notify, under the page-table lock, where the old entry is cleared and flushed
   * already: the secondary tables first, so that no CPU writes to the new page while a device still
   * reads the old one.
   *
   * @param told - the address that change_pte is given: in 2014 a fault hands over what it was given itself
   * @returns whether a subscriber without change_pte still has to be told
   */
  *set(space: AddressSpace, at: bigint, pte: Pte, told = at): Coroutine<boolean> {
    const missing = pte.huge ? false : yield* this.tell(space.mm, told, pte);
    yield space.table.storing;
    space.table.store(at, pte);
    return missing;
  }

  /** change_pte of everybody, in the hold of the page-table lock in which the entry is set. */
  *tell(mm: Mm, address: bigint, pte: NewPte): Coroutine<boolean> {
    return yield* this.notices.changePte(mm, address, pte);
  }

  /**
   * After the page-table lock, because invalidate_page may sleep, and before the site lets go of the
   * page that was replaced.
   *
   * @param missing - what set answered; false if the site never came so far
   * @param onlyEnd - the secondary TLBs were told under the lock, and need not hear of it again
   */
  *finish(mm: Mm, address: bigint, range: NotifierRange | undefined, missing: boolean, onlyEnd = false): Coroutine {
    if (range !== undefined) yield* onlyEnd ? this.sections.endOnly(range) : this.sections.end(range);
    else if (missing) yield* this.notices.invalidatePageIfMissingChangePte(mm, pageOf(address));
  }
}
