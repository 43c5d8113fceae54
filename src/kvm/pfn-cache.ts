import { type Attempt, Device, type DriverInterface, type Outcome } from "../device/device.ts";
import type { Status } from "../kernel/errno.ts";
import { pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { Spinlock } from "../kernel/spinlock.ts";
import type { Kvm } from "./kvm.ts";

/**
 * struct gfn_to_pfn_cache: one page of the host that KVM itself reads and writes (Linux
 * virt/kvm/pfncache.c). Sections invalidate it before the count of what is in progress is raised,
 * and it may lie outside every memslot: so it asks for the sections that are active or have ended at
 * all.
 */
export class PfnCache extends Device {
  /** gpc->lock: guards the entry. */
  protected readonly lock: Spinlock;

  constructor(
    driver: DriverInterface,
    name: string,
    protected readonly vm: Kvm,
    protected readonly address: bigint,
  ) {
    super(driver, name, vm.mm);
    this.lock = new Spinlock(driver.kernel, "gpc_lock", "other", name);
  }

  create(): Status {
    const { policy, memslots } = this.vm;
    const within = policy.cachesOutsideMemslots || memslots.find(this.address) !== undefined;
    if (!policy.pfnCaches || !within || !this.vm.isAlive()) return "EINVAL";
    this.vm.addCache(this);
    this.setReady(true);
    return 0;
  }

  protected covers(address: bigint): boolean {
    return pageOf(address) === pageOf(this.address) && this.vm.isAlive();
  }

  protected *begin(): Coroutine<bigint> {
    return yield* this.vm.memslots.sample();
  }

  protected *isHopeless(): Coroutine<boolean> {
    return false;
  }

  /** hva_to_pfn_retry: the test and the entry under gpc->lock, which the invalidation takes after it is active. */
  protected *install(attempt: Attempt): Coroutine<Outcome> {
    const { address, page, write } = attempt;
    yield this.lock.acquire;
    yield page.access;
    const good = this.isCurrent(attempt) && this.vm.isAlive() && !(yield* this.isStale(attempt));
    if (good) this.table.map(address, { page, write });
    this.lock.release();
    return good ? "mapped" : "retry";
  }

  *isStale({ seq }: Attempt): Coroutine<boolean> {
    return yield* this.vm.memslots.retry(seq);
  }

  /** One attempt to make the cache valid. */
  *refresh(token: string): Coroutine<Outcome> {
    return yield* this.fault(this.address, false, token);
  }

  *look(token: string): Coroutine<Status> {
    return yield* this.walk(this.address, false, token);
  }

  /** gfn_to_pfn_cache_invalidate_start. */
  *invalidate(start: bigint, end: bigint): Coroutine {
    yield this.lock.acquire;
    for (const entry of this.table.clear(start, end)) this.reportDirty(entry);
    this.lock.release();
  }
}
