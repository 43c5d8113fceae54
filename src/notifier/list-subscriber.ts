import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { NewPte } from "./page-notices.ts";
import type { NotifierRange } from "./range.ts";
import type { Mm } from "./subscriptions.ts";

type Range = (subscriber: ListSubscriber, range: NotifierRange) => Coroutine;
type Span = (subscriber: ListSubscriber, mm: Mm, start: bigint, end: bigint) => Coroutine;
type Young = (subscriber: ListSubscriber, mm: Mm, start: bigint, end: bigint) => Coroutine<boolean>;

/** struct mmu_notifier_ops: every callback may be absent. Its identity matters to get. */
export interface ListOps {
  readonly release?: (subscriber: ListSubscriber, mm: Mm) => Coroutine;
  readonly clear_flush_young?: Young;
  readonly clear_young?: Young;
  readonly test_young?: Young;
  readonly change_pte?: (subscriber: ListSubscriber, mm: Mm, address: bigint, pte: NewPte) => Coroutine;
  readonly invalidate_page?: (subscriber: ListSubscriber, mm: Mm, address: bigint) => Coroutine;
  readonly invalidate_range_start?: (subscriber: ListSubscriber, range: NotifierRange) => Coroutine<Status>;
  readonly invalidate_range_end?: Range;
  readonly invalidate_range?: Span;
  readonly arch_invalidate_secondary_tlbs?: Span;
  /** In the table of a tlb_notifier only. */
  readonly invalidate_secondary_tlbs?: Span;
  readonly alloc_notifier?: (mm: Mm) => Coroutine<ListSubscriber | Status>;
  readonly free_notifier?: (subscriber: ListSubscriber) => Coroutine;
}

/** struct mmu_notifier: one subscriber on the list of one address space. */
export class ListSubscriber {
  /** Of which kind it is, where there is another one (tlbn-prop). */
  readonly kind: "mmu" | "tlb" = "mmu";
  /** Set by a successful registration, valid until unregister or put is complete. */
  mm: Mm | undefined;
  /** Users of get/put; 1 after register. */
  users = 0;
  /** On the list of its address space. */
  linked = false;
  /** Between a successful registration and unregister or the last put. */
  registered = false;
  /** The next on the list. Kept after unlinking, for walkers that still stand here (RCU). */
  next: ListSubscriber | undefined;
  /** Its memory was given back: nobody may touch it any more. */
  freed = false;

  constructor(
    readonly name: string,
    readonly ops: ListOps,
  ) {}
}
