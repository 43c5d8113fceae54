import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import { callback, retire } from "./callback.ts";
import { ListRegistration } from "./list-registration.ts";
import type { ListOps, ListSubscriber } from "./list-subscriber.ts";
import type { Mm } from "./subscriptions.ts";

/** The greatest user count of get/put (UINT_MAX). */
export const MAX_USERS = 0xffff_ffff;

/** Registration of list subscribers: register and unregister, and counted by get and put. */
export class Registry extends ListRegistration {
  /** mmu_notifier_get. */
  *get(ops: ListOps, mm: Mm): Coroutine<ListSubscriber | Status> {
    yield* mm.mmapLock.down("write");
    const found = yield* this.getLocked(ops, mm);
    mm.mmapLock.up();
    return found;
  }

  /** mmu_notifier_get_locked: the caller holds mmap_lock for write. */
  *getLocked(ops: ListOps, mm: Mm): Coroutine<ListSubscriber | Status> {
    this.checkLocked(mm, "mmu_notifier_get_locked");
    const found = yield* this.find(ops, mm);
    if (found !== undefined) return found;
    const { alloc_notifier: alloc } = ops;
    if (alloc === undefined) return this.kernel.fatal("get with a table that has no alloc_notifier");
    const made = yield* alloc(mm);
    if (typeof made !== "object") return made;
    const rc = yield* this.registerLocked(made, mm);
    if (rc === 0) return made;
    yield* this.discard(made, mm);
    return rc;
  }

  /** Nobody has seen the object, so it is freed at once; it has no structure reference yet. */
  *discard(subscriber: ListSubscriber, _mm: Mm): Coroutine {
    yield* this.callFree(subscriber);
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
    retire(this.kernel, subscriber);
  }

  /** mmu_notifier_synchronize: returns after every free that was queued before. */
  *synchronize(): Coroutine {
    this.checkNotInCallback("mmu_notifier_synchronize");
    yield* this.parts.frees.flush();
  }
}
