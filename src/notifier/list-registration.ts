import type { Status } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import { callback, retire } from "./callback.ts";
import type { Chain } from "./chain.ts";
import type { DeferredFrees } from "./deferred-frees.ts";
import type { FaultInjection } from "./fault-injection.ts";
import type { ListOps, ListSubscriber } from "./list-subscriber.ts";
import type { NotifierPolicy } from "./policy.ts";
import { type Mm, Subscriptions } from "./subscriptions.ts";

/** What the registration works with. */
export interface RegistryParts {
  readonly chain: Chain;
  readonly frees: DeferredFrees;
  readonly faults: FaultInjection;
}

/** Register, unregister, and the release step of exit. */
export class ListRegistration {
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
    this.checkLocked(mm, "__mmu_notifier_register");
    this.checkUsers(mm);
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
    this.checkUsers(mm);
    return 0;
  }

  checkLocked(mm: Mm, what: string): void {
    mm.mmapLock.assertHeld("write", what);
  }

  /** The caller's user reference keeps the address space from exiting meanwhile. */
  checkUsers(mm: Mm): void {
    if (mm.users === 0) this.kernel.fatal(`registration on ${mm.name}, which has no users`);
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
    if (this.refusesUnregister(subscriber) || mm === undefined || subs === undefined) return;
    this.checkNotInCallback("mmu_notifier_unregister");
    subscriber.registered = false;
    if (this.needsRelease(subscriber, subs)) yield* this.releaseAndUnlink(subscriber, mm, subs);
    yield* this.waitAfterUnregister();
    this.afterUnregister(subscriber, mm);
  }

  /** A second unregister, or one beside an outstanding get: diagnosed, and nothing is dropped. */
  refusesUnregister(subscriber: ListSubscriber): boolean {
    const { name, registered, users } = subscriber;
    if (registered && users <= 1) return false;
    this.kernel.warn(
      registered ? `unregister of ${name}, which has ${users} users` : `unregister of ${name}, which is not registered`,
    );
    return true;
  }

  /** Tested without a lock: if exit is about to unlink, release runs from both sides. */
  needsRelease(subscriber: ListSubscriber, subs: Subscriptions): boolean {
    return this.parts.chain.isLinked(subs, subscriber);
  }

  /** Until no callback of the subscriber is running, a release by exit included. */
  *waitAfterUnregister(): Coroutine {
    yield* this.kernel.srcu.synchronize();
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
    retire(this.kernel, subscriber);
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
    yield* this.waitAfterExit();
  }

  /** Until every callback that found a subscriber is over: then the pages may be freed. */
  *waitAfterExit(): Coroutine {
    yield* this.kernel.srcu.synchronize();
  }

  /** Both waits would wait for the caller's own read section. */
  protected checkNotInCallback(what: string): void {
    if (this.kernel.current.readSections > 0) this.kernel.warn(`${what} called from inside a list callback`);
  }
}
