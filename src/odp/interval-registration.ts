import type { DriverInterface } from "../device/device.ts";
import type { Errno, Status } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { PAGE_SIZE, pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { FaultInjection } from "../notifier/fault-injection.ts";
import { ULONG_MAX } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { ALLOCATIONS } from "./counted-registration.ts";
import type { IntervalInvalidation } from "./interval-invalidation.ts";
import type { IntervalUmem } from "./interval-umem.ts";

/** Whole pages: [start,end). */
export interface PageSpan {
  readonly start: bigint;
  readonly end: bigint;
}

/** ib_umem_odp_get and ib_umem_odp_release, where each umem is an interval notifier. */
export class IntervalRegistration {
  protected readonly kernel: Kernel;

  constructor(
    protected readonly driver: DriverInterface,
    protected readonly faults: FaultInjection,
    protected readonly invalidation: IntervalInvalidation,
  ) {
    this.kernel = driver.kernel;
  }

  /** The pages that hold [start,start+length). One byte of the last page is beyond everything. */
  span(start: bigint, length: bigint): PageSpan | Errno {
    const first = pageOf(start);
    const end = pageOf(start + length + PAGE_SIZE - 1n);
    if (start + length > ULONG_MAX || end > ULONG_MAX) return "EOVERFLOW";
    return first === end ? "EINVAL" : { start: first, end };
  }

  /** Inserts the interval of an explicit umem; an implicit one has none. */
  *get(umem: IntervalUmem, mm: Mm): Coroutine<Status> {
    if (mm.users === 0) return "EINVAL";
    umem.mm = mm;
    if (umem.implicit) return 0;
    if (ALLOCATIONS.some((fault) => this.faults.take(fault))) return "ENOMEM";
    return yield* this.driver.intervalRegistry.insert(umem.subscriber, mm, umem.start, umem.end - umem.start);
  }

  /** A child of an implicit umem, in whatever thread a fault needs it: that takes a user of the address space. */
  *getChild(umem: IntervalUmem, mm: Mm): Coroutine<Status> {
    if (!this.takeUser(mm)) return "EFAULT";
    const rc = yield* this.get(umem, mm);
    yield* this.dropUser(mm);
    return rc;
  }

  takeUser(mm: Mm): boolean {
    return mm.getNotZero();
  }

  *dropUser(mm: Mm): Coroutine {
    yield* this.driver.exitPath.mmput(mm);
  }

  /**
   * Unmaps under the umem mutex, and removes the interval only when that is free again: remove waits
   * for callbacks that are under way, and they take it.
   */
  *release(umem: IntervalUmem): Coroutine {
    yield* umem.mutex.lock();
    this.invalidation.takeAway(umem, { start: 0n, end: ULONG_MAX });
    umem.mutex.unlock();
    yield* this.remove(umem);
    umem.retire();
  }

  *remove(umem: IntervalUmem): Coroutine {
    if (!umem.implicit && umem.registered) yield* this.driver.intervalRegistry.remove(umem.subscriber);
  }
}
