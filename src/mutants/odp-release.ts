import type { Status } from "../kernel/errno.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import { type Mode, RwSem } from "../kernel/rwsem.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { CountedUmem } from "../odp/counted-umem.ts";
import type { OdpContext } from "../odp/odp-context.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
import type { MutantRow } from "./mutant.ts";
import { exchanging } from "./odp-part.ts";

type Registration = OdpParts["CountedRegistration"];

const registration = (change: (CountedRegistration: Registration) => Registration) =>
  exchanging((odp) => ({ CountedRegistration: change(odp.CountedRegistration) }));

/** Registration as posted: under the semaphore, which is downgraded before the notifier is (un)registered. */
function downgrading(CountedRegistration: Registration): Registration {
  return class extends CountedRegistration {
    override *getWithUser(umem: CountedUmem, mm: Mm): Coroutine<Status> {
      const { context } = umem;
      this.allocate(context, umem);
      yield* context.lock.down("write");
      context.umems += 1;
      if (context.umems > 1) yield* context.newcomers.admit(umem);
      context.tree.insert(umem);
      context.lock.downgrade();
      if (context.umems === 1) context.newcomers.reset();
      const rc = context.umems === 1 ? yield* this.driver.registry.register(context.subscriber, mm) : 0;
      context.lock.up();
      if (rc === 0) umem.registered = true;
      return rc;
    }
    override *release(umem: CountedUmem): Coroutine {
      const { context } = umem;
      umem.registered = false;
      yield* this.unmapAll(umem);
      yield* context.lock.down("write");
      context.tree.remove(umem);
      context.umems -= 1;
      yield* context.newcomers.leave(umem);
      context.lock.downgrade();
      if (context.umems === 0) yield* this.unregister(context);
      context.lock.up();
      this.free(context);
    }
  };
}

/** A semaphore whose readers pass a writer who waits. */
class UnfairSem extends RwSem {
  constructor(kernel: Kernel, owner: string) {
    super(kernel, "umem_rwsem", "lock", owner);
  }
  override *down(mode: Mode): Coroutine {
    if (mode === "read" && this.holds.length > 0 && this.fits("read")) {
      if (yield* this.pass()) return;
    }
    yield* super.down(mode);
  }
  private *pass(): Coroutine<boolean> {
    const waiting = this.queue.splice(0);
    const taken = yield* this.trylock("read");
    this.queue.push(...waiting);
    return taken;
  }
}

/** Wrong ways to release a umem. */
export const odpReleaseMutants: readonly MutantRow[] = [
  {
    id: "ODP-20-x1",
    title: "a release leaves the pages mapped",
    violates: ["ODP-20"],
    origin: "plausible",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override *unmapAll(): Coroutine {}
        },
    ),
  },
  {
    id: "MUT-68",
    title: "a release frees the lists and the umem, and not its odp_data",
    violates: ["ODP-20"],
    origin: "posted",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override *release(umem: CountedUmem): Coroutine {
            yield* super.release(umem);
            umem.context.allocations += 1;
          }
        },
    ),
  },
  {
    id: "ODP-21-x1",
    title: "the last release does not unregister if the owner has ended",
    violates: ["ODP-21", "ODP-49"],
    origin: "posted",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override *unregister(context: OdpContext): Coroutine {
            const { mm } = this.processes.of(context.mm);
            if (mm !== undefined && mm.users > 0) yield* super.unregister(context);
          }
        },
    ),
  },
  {
    id: "ODP-21-x2",
    title: "every release unregisters",
    violates: ["ODP-21"],
    origin: "plausible",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override *remove(umem: CountedUmem): Coroutine {
            yield* super.remove(umem);
            if (umem.context.umems > 0) yield* this.unregister(umem.context);
          }
        },
    ),
  },
  {
    id: "ODP-49-x1",
    title: "the last release does not unregister if the address space is gone",
    violates: ["ODP-49"],
    origin: "posted",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override *unregister(context: OdpContext): Coroutine {
            if (context.mm.users > 0) yield* super.unregister(context);
          }
        },
    ),
  },
  {
    id: "MUT-57",
    title: "get and release hold the semaphore for read while they register and unregister",
    violates: ["ODP-22", "ODP-23"],
    origin: "posted",
    parts: registration(downgrading),
  },
  {
    id: "MUT-144",
    title: "an end takes the semaphore for write, which the release that waits for it holds, though readers pass",
    violates: ["ODP-22"],
    origin: "history",
    parts: exchanging((odp) => ({
      CountedRegistration: downgrading(odp.CountedRegistration),
      OdpContext: class extends odp.OdpContext {
        override makeLock(): RwSem {
          return new UnfairSem(this.kernel, this.name);
        }
      },
    })),
  },
];
