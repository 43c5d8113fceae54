import { type ListOps, ListSubscriber } from "./list-subscriber.ts";

/** struct tlb_notifier_ops: what hardware with a TLB of its own has to hear, and nothing of sections. */
export type TlbOps = Pick<ListOps, "invalidate_secondary_tlbs" | "free_notifier" | "release">;

/**
 * struct tlb_notifier: the second kind of subscriber that a sketch of June 2023 proposes
 * (003_bbb6683ee0213fea.txt). It hangs on the same list as the first kind, by the same linkage; what
 * a walk calls is a matter of the kind.
 */
export class TlbNotifier extends ListSubscriber {
  override readonly kind = "tlb";

  constructor(name: string, ops: TlbOps) {
    super(name, ops);
  }
}
