import type { Kernel } from "../kernel/kernel.ts";
import { PAGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Pte } from "../kernel/pte.ts";
import { callback } from "./callback.ts";
import type { Chain } from "./chain.ts";
import type { ListSubscriber } from "./list-subscriber.ts";
import type { NotifierPolicy } from "./policy.ts";
import type { Mm } from "./subscriptions.ts";

/** What change_pte is told of the new entry. */
export type NewPte = Pick<Pte, "page" | "write">;

/** The address of one page, without a range, as a callback is told of it. */
export interface Told {
  readonly mm: Mm;
  readonly address: bigint;
}

/**
 * The callbacks that are about one page and know no range: change_pte (until Linux 6.9) and
 * invalidate_page (until 4.13), in mm/mmu_notifier.c of their time.
 */
export class PageNotices {
  constructor(
    protected readonly kernel: Kernel,
    protected readonly policy: NotifierPolicy,
    protected readonly chain: Chain,
  ) {}

  /**
   * change_pte of everybody who has it; the caller holds the page-table lock, so nobody may sleep.
   * True if somebody lacks it, who has then heard nothing of the new entry yet.
   */
  *changePte(mm: Mm, address: bigint, pte: NewPte): Coroutine<boolean> {
    const { subscriptions: subs } = mm;
    if (subs === undefined || !this.policy.changePte) return false;
    const missing: ListSubscriber[] = [];
    yield* this.chain.walk(subs, (at) => this.changeOne(at, { mm, address }, pte, missing));
    return missing.length > 0;
  }

  *changeOne(at: ListSubscriber, told: Told, pte: NewPte, missing: ListSubscriber[]): Coroutine<boolean> {
    if (at.ops.change_pte === undefined) missing.push(at);
    else yield* this.callChangePte(at, told, pte);
    return true;
  }

  /** mmu_notifier_invalidate_page: the page is unmapped, and no lock that forbids sleeping is held. */
  *invalidatePage(mm: Mm, address: bigint): Coroutine {
    const { subscriptions: subs } = mm;
    if (subs === undefined || !this.policy.invalidatePage) return;
    yield* this.chain.walk(subs, (at) => this.invalidateOne(at, { mm, address }));
  }

  *invalidateOne(at: ListSubscriber, told: Told): Coroutine<boolean> {
    if (at.ops.invalidate_page !== undefined) yield* this.callInvalidatePage(at, told);
    return true;
  }

  /**
   * mmu_notifier_invalidate_page_if_missing_change_pte of the proposal of January 2014: for those
   * whom set_pte_at_notify could not tell. The page that was replaced is still there.
   */
  *invalidatePageIfMissingChangePte(mm: Mm, address: bigint): Coroutine {
    const { subscriptions: subs } = mm;
    if (subs === undefined) return;
    yield* this.chain.walk(subs, (at) => this.invalidateMissing(at, { mm, address }));
  }

  *invalidateMissing(at: ListSubscriber, told: Told): Coroutine<boolean> {
    if (at.ops.change_pte !== undefined) return true;
    if (at.ops.invalidate_page !== undefined) yield* this.callInvalidatePage(at, told);
    else yield* this.invalidateByRange(at, told);
    return true;
  }

  /**
   * A subscriber that knows ranges only gets its notice as one: as posted the proposal forgets it,
   * and its entry would stay on a page that is given away.
   */
  *invalidateByRange(at: ListSubscriber, { mm, address }: Told): Coroutine {
    const range = { mm, start: address, end: address + PAGE_SIZE, blockable: true };
    yield* this.chain.callStart(at, range);
    yield* this.chain.callEnd(at, range);
  }

  *callChangePte(at: ListSubscriber, { mm, address }: Told, pte: NewPte): Coroutine {
    const body = at.ops.change_pte;
    if (body === undefined) return;
    const info = { mm, address, page: pte.page.name, write: pte.write };
    yield* callback(this.kernel, at, "change_pte", info, () => body(at, mm, address, pte));
  }

  *callInvalidatePage(at: ListSubscriber, told: Told): Coroutine {
    const body = at.ops.invalidate_page;
    if (body === undefined) return;
    this.kernel.mightSleep("mmu_notifier_invalidate_page");
    yield* callback(this.kernel, at, "invalidate_page", told, () => body(at, told.mm, told.address));
  }
}
