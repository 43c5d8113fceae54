import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { PAGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { Spinlock } from "../kernel/spinlock.ts";
import { WaitQueue } from "../kernel/wait-queue.ts";
import type { KvmPolicy } from "./policy.ts";

/** Guest memory: host addresses [start,end). The guest's addresses are taken to equal the host's. */
export interface Memslot {
  readonly start: bigint;
  readonly end: bigint;
}

/**
 * The memslots of a VM, and the count that every section raises, whatever it meets: so that start and
 * end of a section see the same memslots, these change only while it is 0 (mn_active_invalidate_count,
 * Linux 5.13 virt/kvm/kvm_main.c).
 */
export class Memslots {
  protected slots: readonly Memslot[] = [];
  protected active = 0;
  /** Raised by the end of every section, for those whom no memslot covers. */
  protected ended = 0n;
  readonly lock: Spinlock;
  protected readonly waiters: WaitQueue;
  private readonly slotsId: number;

  constructor(
    protected readonly kernel: Kernel,
    protected readonly policy: KvmPolicy,
    owner: string,
  ) {
    this.lock = new Spinlock(kernel, "mn_invalidate_lock", "other", owner);
    this.waiters = new WaitQueue(kernel, { kind: "other", name: "memslots" }, `memslots of ${owner}`);
    this.slotsId = idOf(`memslots of ${owner}`);
  }

  get all(): readonly Memslot[] {
    this.kernel.touch(this.slotsId, READ);
    return this.slots;
  }

  find(address: bigint): Memslot | undefined {
    return this.all.find(({ start, end }) => start <= address && address < end);
  }

  /** The parts of memslots that [start,end) touches, in whole pages; asked for the last byte. */
  touched(start: bigint, end: bigint): Memslot[] {
    const { start: from, end: to } = this.inPages(start, end);
    return this.all
      .filter((slot) => this.meets(slot, start, end))
      .map((slot) => ({ start: slot.start > from ? slot.start : from, end: slot.end < to ? slot.end : to }));
  }

  meets(slot: Memslot, start: bigint, end: bigint): boolean {
    return slot.start <= end - 1n && start < slot.end;
  }

  /** Every page that the range touches. */
  inPages(start: bigint, end: bigint): Memslot {
    return { start: this.roundDown(start), end: this.roundUp(end) };
  }

  roundDown(address: bigint): bigint {
    return address - (address % PAGE_SIZE);
  }

  roundUp(address: bigint): bigint {
    return this.roundDown(address + PAGE_SIZE - 1n);
  }

  /** A section begins, whatever it meets. */
  *sectionStarts(): Coroutine {
    yield this.lock.acquire;
    this.active += 1;
    this.lock.release();
  }

  /** It ends; whoever wants to change the memslots may look again. */
  *sectionEnds(): Coroutine {
    yield this.lock.acquire;
    this.ended += 1n;
    this.lower();
    const idle = this.active === 0;
    this.lock.release();
    if (idle) yield* this.waiters.wakeAll();
  }

  /** An end too many is diagnosed, and the count stays 0: a wrapped one would never be 0 again. */
  lower(): void {
    if (this.active > 0) this.active -= 1;
    else this.kernel.warn("more sections of KVM end than have started");
  }

  /** The sections that have ended, for a pfn cache. */
  *sample(): Coroutine<bigint> {
    yield this.lock.acquire;
    const { ended } = this;
    this.lock.release();
    return ended;
  }

  /** True if a section is active or has ended since the sample, wherever it was. */
  *retry(sample: bigint): Coroutine<boolean> {
    yield this.lock.acquire;
    const collided = this.isActive() || this.ended !== sample;
    this.lock.release();
    return collided;
  }

  *isAnyActive(): Coroutine<boolean> {
    yield this.lock.acquire;
    const active = this.isActive();
    this.lock.release();
    return active;
  }

  /** True while a section is open anywhere. */
  isActive(): boolean {
    this.lock.assertHeld();
    return this.active > 0;
  }

  /** kvm_swap_active_memslots: puts other memslots in place once no section is active. */
  *swap(change: (slots: readonly Memslot[]) => readonly Memslot[]): Coroutine {
    const attempt = this.trySwap.bind(this);
    if (this.policy.filtersByMemslot) yield* this.waiters.waitEvent(() => attempt(change));
    else this.put(change(this.slots));
  }

  protected *trySwap(change: (slots: readonly Memslot[]) => readonly Memslot[]): Coroutine<boolean> {
    yield this.lock.acquire;
    const idle = !this.isActive();
    if (idle) this.put(change(this.slots));
    this.lock.release();
    return idle;
  }

  protected put(slots: readonly Memslot[]): void {
    this.kernel.touch(this.slotsId, WRITE);
    this.slots = slots;
  }

  /** After the subscriber is gone no end comes any more: the count is given up, not waited for. */
  *tearDown(inProgress: boolean): Coroutine {
    yield this.lock.acquire;
    if (this.active === 0 && inProgress) this.kernel.warn("KVM is torn down with an invalidation in progress");
    this.active = 0;
    this.put([]);
    this.lock.release();
  }
}
