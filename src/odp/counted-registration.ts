import type { DriverInterface } from "../device/device.ts";
import type { Status } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Processes } from "../mm/processes.ts";
import type { FaultInjection } from "../notifier/fault-injection.ts";
import { ULONG_MAX } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { CountedUmem } from "./counted-umem.ts";
import type { OdpContext } from "./odp-context.ts";

/** What a umem is allocated from, in order, and the fault that makes each of them fail. */
export const ALLOCATIONS = ["odp-data-ENOMEM", "page-list-ENOMEM", "dma-list-ENOMEM"] as const;

/** ib_umem_odp_get and ib_umem_odp_release, where a context is one list subscriber. */
export class CountedRegistration {
  protected readonly kernel: Kernel;

  constructor(
    protected readonly driver: DriverInterface,
    protected readonly faults: FaultInjection,
    protected readonly processes: Processes,
  ) {
    this.kernel = driver.kernel;
  }

  /** Registers a umem in the name of a process whose address space is `mm`. */
  *get(umem: CountedUmem, mm: Mm): Coroutine<Status> {
    if (!mm.getNotZero()) return "EINVAL";
    const rc = this.mayUse(umem.context, mm) ? yield* this.getWithUser(umem, mm) : "EINVAL";
    // This may be the last user, and then every callback runs: no lock of theirs is held.
    yield* this.driver.exitPath.mmput(mm);
    return rc;
  }

  /** A context is about one address space: not a child's, nor what exec put in its place. */
  mayUse(context: OdpContext, mm: Mm): boolean {
    return context.mm === mm;
  }

  *getWithUser(umem: CountedUmem, mm: Mm): Coroutine<Status> {
    const { context } = umem;
    if (!this.allocate(context, umem)) return "ENOMEM";
    yield* context.registration.lock();
    const rc = yield* this.link(umem, mm);
    context.registration.unlock();
    if (rc === 0) umem.registered = true;
    else this.free(context);
    return rc;
  }

  /** All or nothing: what was allocated before a failure is freed. */
  allocate(context: OdpContext, _umem: CountedUmem): boolean {
    for (const [done, fault] of ALLOCATIONS.entries()) {
      if (this.faults.take(fault)) {
        context.allocations -= done;
        return false;
      }
      context.allocations += 1;
    }
    return true;
  }

  free(context: OdpContext): void {
    context.allocations -= ALLOCATIONS.length;
  }

  /** Counted and in the tree; with the first one the subscriber is registered. Undone if that fails. */
  *link(umem: CountedUmem, mm: Mm): Coroutine<Status> {
    const { context } = umem;
    yield* this.insert(umem);
    if (context.umems > 1) return 0;
    context.newcomers.reset();
    const rc = yield* this.driver.registry.register(context.subscriber, mm);
    if (rc === 0) return 0;
    this.reportFailure(context, rc);
    yield* this.undo(umem);
    return "EBUSY";
  }

  reportFailure({ name }: OdpContext, rc: Status): void {
    this.kernel.info(`${name}: the notifier could not be registered (${rc})`);
  }

  /** Nobody else has come in between: whoever wants to holds the registration mutex first. */
  *undo(umem: CountedUmem): Coroutine {
    yield* this.remove(umem);
  }

  *insert(umem: CountedUmem): Coroutine {
    const { context } = umem;
    yield* context.lock.down("write");
    context.umems += 1;
    if (context.umems > 1) yield* context.newcomers.admit(umem);
    context.tree.insert(umem);
    context.lock.up();
  }

  *remove(umem: CountedUmem): Coroutine {
    const { context } = umem;
    yield* context.lock.down("write");
    context.tree.remove(umem);
    context.umems -= 1;
    yield* context.newcomers.leave(umem);
    context.lock.up();
  }

  /** The device does not use the umem any more. */
  *release(umem: CountedUmem): Coroutine {
    const { context } = umem;
    if (!umem.registered) {
      this.kernel.warn(`${umem.name} is released, but it is not registered`);
      return;
    }
    umem.registered = false;
    yield* this.unmapAll(umem);
    yield* context.registration.lock();
    yield* this.remove(umem);
    if (context.umems === 0) yield* this.unregister(context);
    context.registration.unlock();
    umem.retire();
    this.free(context);
  }

  *unmapAll(umem: CountedUmem): Coroutine {
    yield* umem.context.invalidateRange(umem, 0n, ULONG_MAX);
  }

  /** From the address space that it was registered on, which its structure reference has kept. */
  *unregister(context: OdpContext): Coroutine {
    yield* this.driver.registry.unregister(context.subscriber);
  }
}
