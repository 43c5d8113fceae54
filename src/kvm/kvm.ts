import { type Attempt, Device, type DriverInterface, type Outcome } from "../device/device.ts";
import { idOf, READ, WRITE } from "../kernel/access.ts";
import type { Errno, Status } from "../kernel/errno.ts";
import { PAGE_SIZE, pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { Spinlock } from "../kernel/spinlock.ts";
import { type ListOps, ListSubscriber } from "../notifier/list-subscriber.ts";
import type { NewPte } from "../notifier/page-notices.ts";
import { type NotifierRange, ULONG_MAX } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { Architecture } from "../port/architecture.ts";
import type { ApicPage } from "./apic-page.ts";
import type { Invalidation } from "./invalidation.ts";
import type { Memslot, Memslots } from "./memslots.ts";
import type { PfnCache } from "./pfn-cache.ts";
import type { KvmPolicy } from "./policy.ts";

/** What a VM is made of. */
export interface KvmParts {
  readonly policy: KvmPolicy;
  readonly invalidation: Invalidation;
  readonly memslots: Memslots;
  readonly arch: Architecture;
}

/**
 * A VM whose shadow page table (SPTEs, or EPT entries) follows an address space, as KVM's does
 * (Linux virt/kvm/kvm_main.c): no page references; a count of what is being invalidated and a
 * sequence of what was, both under mmu_lock.
 */
export class Kvm extends Device {
  readonly arch: Architecture;
  readonly policy: KvmPolicy;
  readonly invalidation: Invalidation;
  readonly memslots: Memslots;
  readonly mmuLock: Spinlock;
  protected readonly subscriber: ListSubscriber;
  protected readonly caches: PfnCache[] = [];
  private readonly cachesId: number;
  apic: ApicPage | undefined;
  /** The accessed bits of the shadow entries. */
  protected readonly young = new Set<bigint>();
  /** An entry went without a flush; the next invalidation makes up for it (tlbs_dirty). */
  protected flushPending = false;

  constructor(driver: DriverInterface, name: string, mm: Mm, parts: KvmParts) {
    super(driver, name, mm);
    this.arch = parts.arch;
    this.policy = parts.policy;
    this.invalidation = parts.invalidation;
    this.memslots = parts.memslots;
    this.cachesId = idOf(`caches of ${name}`);
    this.mmuLock = new Spinlock(driver.kernel, "mmu_lock", "other", name);
    this.subscriber = new ListSubscriber(name, this.ops());
  }

  protected ops(): ListOps {
    const [start, end, release] = [this.start.bind(this), this.end.bind(this), this.release.bind(this)];
    const [age, test, reload] = [this.age.bind(this), this.testYoung.bind(this), this.invalidateRange.bind(this)];
    const changePte = this.changePte.bind(this);
    const ops: { -readonly [K in keyof ListOps]: ListOps[K] } = {
      invalidate_range_start: (_, range) => start(range),
      invalidate_range_end: (_, range) => end(range),
      release: () => release(),
      clear_flush_young: (_, _mm, from, to) => age(from, to, true),
      clear_young: (_, _mm, from, to) => age(from, to, false),
      test_young: (_, _mm, from, to) => test(from, to),
    };
    if (this.driver.policy.changePte) ops.change_pte = (_, _mm, address, pte) => changePte(address, pte);
    if (this.policy.apicReload !== "invalidate_range") return ops;
    return { ...ops, invalidate_range: (_, _mm, from, to) => reload(from, to) };
  }

  /** @param locked - the caller holds mmap_lock for write */
  *create(locked: boolean): Coroutine<Status> {
    const { registry } = this.driver;
    const rc = locked
      ? yield* registry.registerLocked(this.subscriber, this.mm)
      : yield* registry.register(this.subscriber, this.mm);
    this.setReady(rc === 0);
    return rc;
  }

  /** kvm_destroy_vm: unregisters, which removes every entry; sections that are open are not waited for. */
  *destroy(): Coroutine {
    this.setReady(false);
    yield* this.driver.registry.unregister(this.subscriber);
    yield* this.tearDown();
    yield* this.abandon();
  }

  *tearDown(): Coroutine {
    yield* this.memslots.tearDown(this.invalidation.inProgress);
  }

  /** A memslot more; it waits until no section is open, from Linux 5.13 on. */
  *setMemslot(start: bigint, end: bigint): Coroutine<Status> {
    const whole = start < end && start % PAGE_SIZE === 0n && end % PAGE_SIZE === 0n;
    if (!whole || !this.isReady() || this.memslots.touched(start, end).length > 0) return "EINVAL";
    yield* this.memslots.swap((slots) => [...slots, { start, end }]);
    return 0;
  }

  *deleteMemslot(start: bigint, end: bigint): Coroutine<Status> {
    const isIt = (slot: Memslot) => slot.start === start && slot.end === end;
    if (!this.memslots.all.some(isIt)) return "EINVAL";
    yield* this.memslots.swap((slots) => slots.filter((slot) => !isIt(slot)));
    yield this.mmuLock.acquire;
    this.flushIf(this.zap(start, end));
    this.mmuLock.release();
    return 0;
  }

  addCache(cache: PfnCache): void {
    this.kernel.touch(this.cachesId, WRITE);
    this.caches.push(cache);
  }

  protected *invalidateCaches(start: bigint, end: bigint): Coroutine {
    this.kernel.touch(this.cachesId, READ);
    for (const cache of this.caches) yield* cache.invalidate(start, end);
  }

  /** Whether pages can be mapped: it is registered, the address space lives, and nothing broke it. */
  isAlive(): boolean {
    return this.isReady() && !this.invalidation.dead;
  }

  /** A VM that is dead runs no more (KVM_BUG_ON). */
  override *walk(address: bigint, write: boolean, token: string): Coroutine<0 | Errno> {
    if (this.invalidation.dead) return "EIO";
    return yield* super.walk(address, write, token);
  }

  protected covers(address: bigint): boolean {
    return !this.invalidation.dead && this.memslots.find(address) !== undefined;
  }

  /** mmu_seq = kvm->mmu_invalidate_seq, before the page is looked up and without mmu_lock. */
  protected *begin(): Coroutine<bigint> {
    yield this.invalidation.sampling;
    return this.invalidation.seq;
  }

  protected *isHopeless(): Coroutine<boolean> {
    return false;
  }

  /** The test and the new entry under one hold of mmu_lock. */
  protected *install(attempt: Attempt): Coroutine<Outcome> {
    const { address, page, write } = attempt;
    yield this.mmuLock.acquire;
    yield page.access;
    const good = this.isCurrent(attempt) && this.covers(address) && !(yield* this.isStale(attempt));
    if (good) {
      this.table.map(address, { page, write });
      this.young.add(pageOf(address));
    }
    this.mmuLock.release();
    return good ? "mapped" : "retry";
  }

  *isStale({ seq, address }: Attempt): Coroutine<boolean> {
    return yield* this.invalidation.retry(seq, address);
  }

  /** The count of all sections, the pfn caches, and then what the memslots have of the range. */
  *start(range: NotifierRange): Coroutine<Status> {
    const { start, end } = range;
    if (this.policy.filtersByMemslot) yield* this.memslots.sectionStarts();
    yield* this.invalidateCaches(start, end);
    const spans = this.memslots.touched(start, end);
    if (this.policy.filtersByMemslot && spans.length === 0) return 0;
    yield this.mmuLock.acquire;
    yield* this.startLocked(spans, this.policy.filtersByMemslot ? spans : [this.memslots.inPages(start, end)]);
    this.mmuLock.release();
    return 0;
  }

  /** What is in progress is told before anything is removed, so nobody puts it back. */
  *startLocked(spans: readonly Memslot[], told: readonly Memslot[]): Coroutine {
    this.invalidation.begin();
    for (const span of told) this.invalidation.add(span.start, span.end);
    this.flushIf(this.zapAll(spans));
    for (const { start, end } of spans) this.requestApicReload(start, end);
  }

  zapAll(spans: readonly Memslot[]): boolean {
    return spans.filter(({ start, end }) => this.zap(start, end)).length > 0;
  }

  *end({ start, end }: NotifierRange): Coroutine {
    const touched = this.memslots.touched(start, end).length > 0;
    if (touched || !this.policy.filtersByMemslot) {
      yield this.mmuLock.acquire;
      yield* this.invalidation.end();
      this.mmuLock.release();
    }
    if (this.policy.filtersByMemslot) yield* this.memslots.sectionEnds();
  }

  /** Removes the entries in [start,end); true if there was one. */
  zap(start: bigint, end: bigint): boolean {
    const cleared = this.table.clear(start, end);
    for (const entry of cleared) this.reportDirty(entry);
    for (const address of this.young) if (address >= start && address < end) this.young.delete(address);
    return cleared.length > 0;
  }

  /** kvm_flush_remote_tlbs, if something is gone that the vCPUs' TLBs may still hold. */
  flushIf(zapped: boolean): void {
    if (zapped || this.flushPending) this.flush();
    this.flushPending = false;
  }

  flush(): void {
    this.kernel.emit({ event: "device_flush", thread: this.kernel.current.name, subscriber: this.name });
  }

  /** Drops one entry and leaves the flush to the next invalidation, as a shadow page that is synchronized does. */
  *dropUnflushed(address: bigint): Coroutine {
    yield this.mmuLock.acquire;
    if (this.zap(pageOf(address), pageOf(address) + PAGE_SIZE)) this.flushPending = true;
    this.mmuLock.release();
  }

  /** The guest reads: true if an entry lets it, and then the entry is young. */
  *touch(address: bigint): Coroutine<boolean> {
    yield this.mmuLock.acquire;
    const present = this.table.get(address) !== undefined;
    if (present) this.young.add(pageOf(address));
    this.mmuLock.release();
    return present;
  }

  *age(start: bigint, end: bigint, flushes: boolean): Coroutine<boolean> {
    yield this.mmuLock.acquire;
    const used = this.youngIn(start, end);
    for (const address of used) this.young.delete(address);
    if (flushes && used.length > 0) this.flush();
    this.mmuLock.release();
    return used.length > 0;
  }

  *testYoung(start: bigint, end: bigint): Coroutine<boolean> {
    yield this.mmuLock.acquire;
    const used = this.youngIn(start, end);
    this.mmuLock.release();
    return used.length > 0;
  }

  protected youngIn(start: bigint, end: bigint): bigint[] {
    const spans = this.memslots.touched(start, end);
    return [...this.young].filter((address) => spans.some((span) => span.start <= address && address < span.end));
  }

  /**
   * change_pte, under the page-table lock. As long as it could be the whole notice it raised the
   * sequence; since 5.13 the section around it does that, and it acts only while one is in progress.
   */
  *changePte(address: bigint, pte: NewPte): Coroutine {
    const inSection = this.driver.policy.changePteInSection;
    if (inSection && !(yield* this.memslots.isAnyActive()))
      this.kernel.warn(`${this.name}: change_pte outside a section`);
    yield this.mmuLock.acquire;
    if (!inSection) this.invalidation.raiseSequence();
    if ((!inSection || this.invalidation.inProgress) && this.covers(address)) this.flushIf(this.setSpte(address, pte));
    this.mmuLock.release();
  }

  /** True if an entry changed that a vCPU's TLB may hold. */
  setSpte(address: bigint, { page, write }: NewPte): boolean {
    if (this.arch === "x86_64" && write) return this.zap(pageOf(address), pageOf(address) + PAGE_SIZE);
    const entry = { page, write: false };
    const old = this.table.replace(address, entry);
    if (old !== undefined) this.reportDirty(old);
    // arm64 enters the page whether it was mapped or not (Linux 6.1 arch/arm64/kvm/mmu.c, kvm_set_spte_gfn).
    else if (this.arch === "arm64") this.table.map(address, entry);
    return old !== undefined;
  }

  /** kvm_arch_mmu_notifier_invalidate_range: x86 has the APIC-access page loaded anew. */
  *invalidateRange(start: bigint, end: bigint): Coroutine {
    yield this.mmuLock.acquire;
    this.apic?.request(start, end);
    this.mmuLock.release();
  }

  requestApicReload(start: bigint, end: bigint): void {
    if (this.policy.apicReload !== "invalidate_range") this.apic?.request(start, end);
  }

  /** The address space is gone: so is every shadow mapping, and what the caches hold. */
  *release(): Coroutine {
    yield* this.invalidateCaches(0n, ULONG_MAX);
    yield this.mmuLock.acquire;
    this.setReady(false);
    this.flushIf(this.zap(0n, ULONG_MAX));
    this.apic?.request(0n, ULONG_MAX);
    this.mmuLock.release();
  }
}
