import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { Umem, type UmemRange } from "./umem.ts";

/** A umem that is an interval notifier of its own (v5.5+), or an implicit one, which is none. */
export class IntervalUmem extends Umem {
  /** Whose memory it is: that of the process that registered it. */
  mm: Mm | undefined;
  readonly subscriber: IntervalSubscriber;

  constructor(
    kernel: Kernel,
    name: string,
    range: UmemRange,
    /** All of the address space, through children that come as they are needed. */
    readonly implicit: boolean,
    invalidate: (umem: IntervalUmem, range: NotifierRange, seq: bigint) => Coroutine<boolean>,
  ) {
    super(kernel, name, range);
    this.subscriber = new IntervalSubscriber(kernel, name, {
      invalidate: (_, section, seq) => invalidate(this, section, seq),
    });
  }

  get registered(): boolean {
    return this.subscriber.state !== "none";
  }
}
