import type { Status } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import { callback } from "./callback.ts";
import type { Chain } from "./chain.ts";
import type { DeferredFrees } from "./deferred-frees.ts";
import type { FaultInjection } from "./fault-injection.ts";
import type { ListOps, ListSubscriber } from "./list-subscriber.ts";
import type { NotifierPolicy } from "./policy.ts";
import { type Mm, Subscriptions } from "./subscriptions.ts";

/** The greatest user count of get/put (UINT_MAX). */
export const MAX_USERS = 0xffff_ffff;

/** What the registry works with. */
export interface RegistryParts {
  readonly chain: Chain;
  readonly frees: DeferredFrees;
  readonly faults: FaultInjection;
}

/** Registration of list subscribers: register, unregister, get and put. */
export class Registry {
  private warnedMixed = false;

  constructor(
    protected readonly kernel: Kernel,
    protected readonly policy: NotifierPolicy,
    protected readonly parts: RegistryParts,
  ) {}

  /** mmu_notifier_register; without a subscriber it only switches interval mode on. */
  *register(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
    yield* mm.mmapLock.down("write");
    const rc = yield* this.registerLocked(subscriber, mm);
    mm.mmapLock.up();
    return rc;
  }

  /** __mmu_notifier_register: the caller holds mmap_lock for write. */
  *registerLocked(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
    mm.mmapLock.assertHeld("write", "__mmu_notifier_register");
    if (mm.users === 0) this.kernel.fatal(`registration on ${mm.name}, which has no users`);
    if (subscriber !== undefined && this.refuses(subscriber)) return "EINVAL";
    const fresh = this.newState(mm);
    if (fresh === "ENOMEM") return fresh;
    const taken = yield* this.takeAllLocks(mm);
    if (!taken) return "EINTR";
    if (fresh !== undefined) mm.subscriptions = fresh;
    const subs = mm.subscriptions ?? this.kernel.fatal(`${mm.name} has no subscription state`);
    if (subscriber === undefined) subs.hasItree = true;
    else yield* this.linkNew(subscriber, mm, subs);
    this.dropAllLocks(mm);
    return 0;
  }

  /** What is wrong with a subscriber, whatever the address space. */
  refuses(subscriber: ListSubscriber): boolean {
    return this.refusesTwice(subscriber) || this.refusesMixed(subscriber.ops);
  }

  /** Linking an object a second time would close its list into a ring (strict; upstream does not look). */
  refusesTwice(subscriber: ListSubscriber): boolean {
    if (!subscriber.registered && !subscriber.linked) return false;
    this.kernel.warn(`${subscriber.name} is registered a second time`);
    return true;
  }

  /** A subscriber is either a secondary TLB or a range subscriber, not both (v6.6+). */
  refusesMixed(ops: ListOps): boolean {
    if (!this.policy.rejectsMixedSecondary || ops.arch_invalidate_secondary_tlbs === undefined) return false;
    if (ops.invalidate_range_start === undefined && ops.invalidate_range_end === undefined) return false;
    if (!this.warnedMixed) this.kernel.warn("a subscriber has both a secondary-TLB and a range callback");
    this.warnedMixed = true;
    return true;
  }

  /** Fresh state if the address space has none; not published yet. */
  newState(mm: Mm): Subscriptions | "ENOMEM" | undefined {
    if (mm.subscriptions !== undefined) return undefined;
    if (this.parts.faults.take("ENOMEM")) return "ENOMEM";
    return this.makeState(mm);
  }

  makeState(mm: Mm): Subscriptions {
    const subs = new Subscriptions(this.kernel, mm.name);
    mm.onFree = () => {
      if (subs.head !== undefined) this.kernel.fatal(`${mm.name} is freed with subscribers on its list`);
    };
    return subs;
  }

  /** mm_take_all_locks: with mmap_lock held for write no section of this mm can be open afterwards. */
  *takeAllLocks(mm: Mm): Coroutine<boolean> {
    if (this.parts.faults.take("EINTR")) return false;
    if (mm.lockVmas !== undefined) yield* mm.lockVmas();
    yield* mm.rmapLock.down("write");
    return true;
  }

  dropAllLocks(mm: Mm): void {
    mm.rmapLock.up();
  }

  *linkNew(subscriber: ListSubscriber, mm: Mm, subs: Subscriptions): Coroutine {
    mm.grab();
    yield subs.lock.acquire;
    subscriber.mm = mm;
    subscriber.users = 1;
    subscriber.registered = true;
    subscriber.freed = false;
    this.parts.chain.link(subs, subscriber);
    subs.lock.release();
  }

  /** mmu_notifier_unregister. */
  *unregister(subscriber: ListSubscriber): Coroutine {
    const { mm } = subscriber;
    const subs = mm?.subscriptions;
    if (mm === undefined || subs === undefined || !subscriber.registered) {
      this.kernel.warn(`unregister of ${subscriber.name}, which is not registered`);
      return;
    }
    this.checkNotInCallback("mmu_notifier_unregister");
    subscriber.registered = false;
    if (subscriber.linked) yield* this.releaseAndUnlink(subscriber, mm, subs);
    yield* this.kernel.srcu.synchronize();
    this.afterUnregister(subscriber, mm);
  }

  *releaseAndUnlink(subscriber: ListSubscriber, mm: Mm, subs: Subscriptions): Coroutine {
    const section = yield* this.kernel.srcu.readLock();
    yield* this.callRelease(subscriber, mm);
    this.kernel.srcu.readUnlock(section);
    yield subs.lock.acquire;
    this.parts.chain.unlink(subs, subscriber);
    subs.lock.release();
  }

  afterUnregister(subscriber: ListSubscriber, mm: Mm): void {
    subscriber.freed = true;
    mm.drop();
  }

  *callRelease(subscriber: ListSubscriber, mm: Mm): Coroutine {
    const { release } = subscriber.ops;
    if (release === undefined) return;
    yield* callback(this.kernel, subscriber, "release", { mm }, () => release(subscriber, mm));
  }

  /** __mmu_notifier_release for the list: release of everybody, unlink of everybody, then wait. */
  *releaseAll(subs: Subscriptions, mm: Mm): Coroutine {
    const section = yield* this.kernel.srcu.readLock();
    for (let at = subs.head; at !== undefined; at = subs.after(at)) yield* this.callRelease(at, mm);
    yield subs.lock.acquire;
    while (subs.head !== undefined) this.parts.chain.unlink(subs, subs.head);
    subs.lock.release();
    this.kernel.srcu.readUnlock(section);
    yield* this.kernel.srcu.synchronize();
  }

  /** mmu_notifier_get. */
  *get(ops: ListOps, mm: Mm): Coroutine<ListSubscriber | Status> {
    yield* mm.mmapLock.down("write");
    const found = yield* this.getLocked(ops, mm);
    mm.mmapLock.up();
    return found;
  }

  /** mmu_notifier_get_locked: the caller holds mmap_lock for write. */
  *getLocked(ops: ListOps, mm: Mm): Coroutine<ListSubscriber | Status> {
    mm.mmapLock.assertHeld("write", "mmu_notifier_get_locked");
    const found = yield* this.find(ops, mm);
    if (found !== undefined) return found;
    const { alloc_notifier: alloc } = ops;
    if (alloc === undefined) return this.kernel.fatal("get with a table that has no alloc_notifier");
    const made = yield* alloc(mm);
    if (typeof made !== "object") return made;
    const rc = yield* this.registerLocked(made, mm);
    if (rc === 0) return made;
    yield* this.callFree(made);
    return rc;
  }

  /** The linked subscriber with this very table, with one more user. */
  *find(ops: ListOps, mm: Mm): Coroutine<ListSubscriber | Status | undefined> {
    const subs = mm.subscriptions;
    if (subs === undefined) return undefined;
    yield subs.lock.acquire;
    let found: ListSubscriber | Status | undefined;
    for (let at = subs.head; at !== undefined && found === undefined; at = at.next) {
      if (this.isSameTable(at.ops, ops)) found = this.oneMoreUser(at);
    }
    subs.lock.release();
    return found;
  }

  isSameTable(a: ListOps, b: ListOps): boolean {
    return a === b;
  }

  oneMoreUser(subscriber: ListSubscriber): ListSubscriber | Status {
    if (subscriber.users >= MAX_USERS) return "EOVERFLOW";
    subscriber.users += 1;
    return subscriber;
  }

  /** mmu_notifier_put: never waits; the last one has the object freed after a grace period. */
  *put(subscriber: ListSubscriber): Coroutine {
    const { mm } = subscriber;
    const subs = mm?.subscriptions;
    if (mm === undefined || subs === undefined) {
      this.kernel.warn(`put of ${subscriber.name}, which is not registered`);
      return;
    }
    yield subs.lock.acquire;
    const last = this.oneUserLess(subscriber);
    if (last) this.parts.chain.unlink(subs, subscriber);
    subs.lock.release();
    if (last) yield* this.freeLater(subscriber, mm);
  }

  /** True if that was the last user. */
  oneUserLess(subscriber: ListSubscriber): boolean {
    if (subscriber.users === 0) {
      this.kernel.warn(`put of ${subscriber.name}, which has no users`);
      return false;
    }
    subscriber.users -= 1;
    if (subscriber.users === 0) subscriber.registered = false;
    return subscriber.users === 0;
  }

  *freeLater(subscriber: ListSubscriber, mm: Mm): Coroutine {
    const free = this.freeAndDrop.bind(this);
    yield* this.parts.frees.queue(() => free(subscriber, mm));
  }

  *freeAndDrop(subscriber: ListSubscriber, mm: Mm): Coroutine {
    yield* this.callFree(subscriber);
    mm.drop();
  }

  /** free_notifier runs where nothing may sleep. */
  *callFree(subscriber: ListSubscriber): Coroutine {
    const { free_notifier: free } = subscriber.ops;
    const thread = this.kernel.current;
    thread.atomic += 1;
    if (free === undefined) this.kernel.warn(`${subscriber.name} has no free_notifier`);
    else yield* callback(this.kernel, subscriber, "free_notifier", {}, () => free(subscriber));
    thread.atomic -= 1;
    subscriber.freed = true;
  }

  /** mmu_notifier_synchronize: returns after every free that was queued before. */
  *synchronize(): Coroutine {
    this.checkNotInCallback("mmu_notifier_synchronize");
    yield* this.parts.frees.flush();
  }

  /** Both waits would wait for the caller's own read section. */
  private checkNotInCallback(what: string): void {
    if (this.kernel.current.readSections > 0) this.kernel.warn(`${what} called from inside a list callback`);
  }
}
