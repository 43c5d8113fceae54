import type { Kernel } from "../kernel/kernel.ts";
import type { MmStruct } from "../kernel/mm-struct.ts";
import { Spinlock } from "../kernel/spinlock.ts";
import { WaitQueue } from "../kernel/wait-queue.ts";
import type { IntervalSubscriber } from "./interval-subscriber.ts";
import { IntervalTree } from "./interval-tree.ts";
import type { ListSubscriber } from "./list-subscriber.ts";

/** An address space with its notifier state. */
export type Mm = MmStruct<Subscriptions>;

/**
 * struct mmu_notifier_subscriptions: the notifier state of one address space.
 *
 * `active` counts the running start..end sections and `seq` tells about the tree: odd while an
 * interval is being invalidated (then the tree must not change), even otherwise.
 */
export class Subscriptions {
  head: ListSubscriber | undefined;
  hasItree = false;
  seq = 2n;
  active = 0;
  readonly itree = new IntervalTree<IntervalSubscriber>();
  /** Inserts, removals and updates that wait for the end of the period; the newest first. */
  deferred: IntervalSubscriber[] = [];
  readonly lock: Spinlock;
  readonly waiters: WaitQueue;

  constructor(kernel: Kernel) {
    this.lock = new Spinlock(kernel, "subscriptions");
    this.waiters = new WaitQueue(kernel, { kind: "interval" });
  }

  /** Somebody walks the tree without the lock: it must not change. */
  get invalidating(): boolean {
    return (this.seq & 1n) === 1n;
  }
}
