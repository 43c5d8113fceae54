import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { MmStruct } from "../kernel/mm-struct.ts";
import { Spinlock } from "../kernel/spinlock.ts";
import type { KThread } from "../kernel/thread.ts";
import { WaitQueue } from "../kernel/wait-queue.ts";
import type { ActiveRange } from "./active-ranges.ts";
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
  private firstSubscriber: ListSubscriber | undefined;
  private intervalMode = false;
  private sequence = 2n;
  private sections = 0;
  /** Who opened the sections that are open, for diagnoses. */
  private readonly openers: KThread[] = [];
  private readonly intervals = new IntervalTree<IntervalSubscriber>();
  private readonly listId: number;
  private readonly modeId: number;
  private readonly stateId: number;
  private readonly treeId: number;
  /** Inserts, removals and updates that wait for the end of the period; the newest first. */
  deferred: IntervalSubscriber[] = [];
  readonly lock: Spinlock;
  readonly waiters: WaitQueue;
  /** The open sections, one entry each, where the profile lists them. */
  readonly ranges: ActiveRange[] = [];
  readonly rangeWaiters: WaitQueue;

  constructor(
    private readonly kernel: Kernel,
    owner: string,
  ) {
    this.listId = idOf(`list of ${owner}`);
    this.modeId = idOf(`interval mode of ${owner}`);
    this.stateId = idOf(`sections of ${owner}`);
    this.treeId = idOf(`intervals of ${owner}`);
    this.lock = new Spinlock(kernel, "subscriptions", "other", owner);
    const openers = () => this.openers;
    this.waiters = new WaitQueue(kernel, { kind: "interval" }, owner, openers);
    this.rangeWaiters = new WaitQueue(kernel, { kind: "interval" }, `ranges of ${owner}`, openers);
  }

  /** The list's head, read without the lock by walks. */
  get head(): ListSubscriber | undefined {
    this.kernel.touch(this.listId, READ);
    return this.firstSubscriber;
  }

  set head(subscriber: ListSubscriber | undefined) {
    this.kernel.touch(this.listId, WRITE);
    this.firstSubscriber = subscriber;
  }

  /** The next on the list for a walker that stands here, who may have been unlinked meanwhile. */
  after(subscriber: ListSubscriber): ListSubscriber | undefined {
    this.looked();
    return subscriber.next;
  }

  /** Somebody looks at who is on the list. */
  looked(): void {
    this.kernel.touch(this.listId, READ);
  }

  /** The list changes, the head or not. */
  changed(): void {
    this.kernel.touch(this.listId, WRITE);
  }

  /** Interval mode: sections count and call intervals. Read without the lock. */
  get hasItree(): boolean {
    this.kernel.touch(this.modeId, READ);
    return this.intervalMode;
  }

  set hasItree(on: boolean) {
    this.kernel.touch(this.modeId, WRITE);
    this.intervalMode = on;
  }

  /**
   * Even while nothing is being invalidated. The lock owns it, and the next two; each access is
   * told to the scheduler all the same, so that one without the lock is a race.
   */
  get seq(): bigint {
    this.kernel.touch(this.stateId, READ);
    return this.sequence;
  }

  set seq(seq: bigint) {
    this.kernel.touch(this.stateId, WRITE);
    this.sequence = seq;
  }

  /** The sections that are open. */
  get active(): number {
    this.kernel.touch(this.stateId, READ);
    return this.sections;
  }

  set active(sections: number) {
    this.kernel.touch(this.stateId, WRITE);
    this.noteOpener(sections - this.sections);
    this.sections = sections;
  }

  private noteOpener(change: number): void {
    const { current } = this.kernel;
    if (change > 0) this.openers.push(current);
    else if (change < 0) this.openers.splice(Math.max(0, this.openers.lastIndexOf(current)), 1);
  }

  /** The intervals. Walked without the lock while the sequence is odd. */
  get itree(): IntervalTree<IntervalSubscriber> {
    this.kernel.touch(this.treeId, READ);
    return this.intervals;
  }

  addInterval(subscriber: IntervalSubscriber): void {
    this.kernel.touch(this.treeId, WRITE);
    this.intervals.insert(subscriber);
  }

  removeInterval(subscriber: IntervalSubscriber): void {
    this.kernel.touch(this.treeId, WRITE);
    this.intervals.remove(subscriber);
  }

  /** Somebody walks the tree without the lock: it must not change. */
  get invalidating(): boolean {
    return (this.seq & 1n) === 1n;
  }
}
