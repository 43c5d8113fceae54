import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { CountedUmem } from "../odp/counted-umem.ts";
import type { OdpContext } from "../odp/odp-context.ts";
import type { OdpParts } from "../odp/odp-parts.ts";
import type { MutantRow } from "./mutant.ts";
import { exchanging } from "./odp-part.ts";

type Registration = OdpParts["CountedRegistration"];

const registration = (change: (CountedRegistration: Registration) => Registration) =>
  exchanging((odp) => ({ CountedRegistration: change(odp.CountedRegistration) }));

/** A get that is answered like this keeps a user of the address space. */
const keepsUserOn = (refused: Status) =>
  registration(
    (CountedRegistration) =>
      class extends CountedRegistration {
        override *get(umem: CountedUmem, mm: Mm): Coroutine<Status> {
          const rc = yield* super.get(umem, mm);
          if (rc === refused) mm.getNotZero();
          return rc;
        }
      },
  );

/** Wrong ways to register a umem. */
export const odpRegistrationMutants: readonly MutantRow[] = [
  {
    id: "MUT-63",
    title: "a umem without a byte is in the tree, from its start to the byte before",
    violates: ["ODP-14"],
    origin: "plausible",
    parts: exchanging((odp) => ({
      UmemTree: class extends odp.UmemTree {
        readonly inverted = new Set<CountedUmem>();
        override get size(): number {
          return super.size + this.inverted.size;
        }
        override insert(umem: CountedUmem): void {
          if (umem.empty) this.inverted.add(umem);
          super.insert(umem);
        }
        override remove(umem: CountedUmem): void {
          this.inverted.delete(umem);
          super.remove(umem);
        }
        // That is how the tree's comparison takes them.
        override overlapping(start: bigint, end: bigint): CountedUmem[] {
          const hit = [...this.inverted].filter((umem) => umem.start <= end - 1n && start <= umem.last);
          return [...hit, ...super.overlapping(start, end)];
        }
      },
    })),
  },
  {
    id: "ODP-14-x1",
    title: "the page list of a umem without a byte cannot be allocated",
    violates: ["ODP-14"],
    origin: "posted",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override allocate(context: OdpContext, umem: CountedUmem): boolean {
            return !umem.empty && super.allocate(context, umem);
          }
        },
    ),
  },
  {
    id: "ODP-14-x2",
    title: "a umem without a byte is not counted",
    violates: ["ODP-14"],
    origin: "plausible",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override *getWithUser(umem: CountedUmem, mm: Mm): Coroutine<Status> {
            return umem.empty ? 0 : yield* super.getWithUser(umem, mm);
          }
        },
    ),
  },
  {
    id: "MUT-64",
    title: "whoever has the device may register",
    violates: ["ODP-15", "ODP-53"],
    origin: "plausible",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override mayUse(): boolean {
            return true;
          }
        },
    ),
  },
  {
    id: "ODP-15-x1",
    title: "the user reference of a get that is refused stays",
    violates: ["ODP-15"],
    origin: "posted",
    parts: keepsUserOn("EINVAL"),
  },
  {
    id: "ODP-15-x2",
    title: "a get without an address space is a fatal check",
    violates: ["ODP-15"],
    origin: "posted",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override *get(umem: CountedUmem, mm: Mm): Coroutine<Status> {
            if (mm.users === 0) this.kernel.fatal("a caller without an address space");
            return yield* super.get(umem, mm);
          }
        },
    ),
  },
  {
    id: "ODP-16-x1",
    title: "what was allocated before a failure is not freed",
    violates: ["ODP-16"],
    origin: "plausible",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override allocate(context: OdpContext, umem: CountedUmem): boolean {
            const ok = super.allocate(context, umem);
            if (!ok) context.allocations += 1;
            return ok;
          }
        },
    ),
  },
  {
    id: "ODP-16-x2",
    title: "a get without memory keeps its user of the address space",
    violates: ["ODP-16"],
    origin: "plausible",
    parts: keepsUserOn("ENOMEM"),
  },
  {
    id: "ODP-16-x3",
    title: "a umem is counted before its memory is allocated, and stays so",
    violates: ["ODP-16"],
    origin: "plausible",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override *getWithUser(umem: CountedUmem, mm: Mm): Coroutine<Status> {
            const rc = yield* super.getWithUser(umem, mm);
            if (rc === "ENOMEM") umem.context.umems += 1;
            return rc;
          }
        },
    ),
  },
  {
    id: "ODP-17-x1",
    title: "a registration that failed is answered with its own error",
    violates: ["ODP-17"],
    origin: "plausible",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override *link(umem: CountedUmem, mm: Mm): Coroutine<Status> {
            const rc = yield* super.link(umem, mm);
            return rc === "EBUSY" ? "ENOMEM" : rc;
          }
        },
    ),
  },
  {
    id: "ODP-17-x2",
    title: "every umem registers the notifier",
    violates: ["ODP-17"],
    origin: "plausible",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override *link(umem: CountedUmem, mm: Mm): Coroutine<Status> {
            const rc = yield* super.link(umem, mm);
            if (umem.context.umems === 1) return rc;
            return yield* this.driver.registry.register(umem.context.subscriber, mm);
          }
        },
    ),
  },
  {
    id: "ODP-17-x3",
    title: "a registration that failed is not reported",
    violates: ["ODP-17"],
    origin: "plausible",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override reportFailure(): void {}
        },
    ),
  },
  {
    id: "ODP-17-x4",
    title: "a get does not wait for another one that registers",
    violates: ["ODP-17", "ODP-18"],
    origin: "plausible",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override *getWithUser(umem: CountedUmem, mm: Mm): Coroutine<Status> {
            const rc = this.allocate(umem.context, umem) ? yield* this.link(umem, mm) : "ENOMEM";
            if (rc === 0) umem.registered = true;
            return rc;
          }
        },
    ),
  },
  {
    id: "MUT-56",
    title: "a registration that failed leaves the umem in the tree, and counted",
    violates: ["ODP-18"],
    origin: "posted",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override *undo(): Coroutine {}
        },
    ),
  },
  {
    id: "ODP-19-x1",
    title: "a get drops its user of the address space while it holds the semaphore",
    violates: ["ODP-19"],
    origin: "plausible",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override *get(umem: CountedUmem, mm: Mm): Coroutine<Status> {
            if (!mm.getNotZero()) return "EINVAL";
            const rc = this.mayUse(umem.context, mm) ? yield* this.getWithUser(umem, mm) : "EINVAL";
            yield* umem.context.lock.down("write");
            yield* this.driver.exitPath.mmput(mm);
            umem.context.lock.up();
            return rc;
          }
        },
    ),
  },
  {
    id: "ODP-33-x1",
    title: "a device that does not answer is opened all the same",
    violates: ["ODP-33"],
    origin: "plausible",
    parts: exchanging((odp) => ({
      CountedOdp: class extends odp.CountedOdp {
        override deviceAnswers(): boolean {
          return true;
        }
      },
    })),
  },
  {
    id: "ODP-33-x2",
    title: "a context registers the notifier when it is opened",
    violates: ["ODP-33"],
    origin: "plausible",
    parts: exchanging((odp) => ({
      OdpContext: class extends odp.OdpContext {
        constructor(...args: ConstructorParameters<typeof odp.OdpContext>) {
          super(...args);
          this.mm.grab();
        }
      },
    })),
  },
  {
    id: "MUT-146",
    title: "the owner of a context is a process, whatever address space that has",
    violates: ["ODP-53"],
    origin: "posted",
    parts: registration(
      (CountedRegistration) =>
        class extends CountedRegistration {
          override mayUse(context: OdpContext, mm: Mm): boolean {
            return this.processes.of(context.mm) === this.processes.of(mm);
          }
          override *unregister(context: OdpContext): Coroutine {
            const { mm } = this.processes.of(context.mm);
            if (mm === undefined || mm.users === 0) return;
            yield* super.unregister(context);
            if (mm === context.mm) return;
            // The reference that went is not that of the registration.
            context.mm.grab();
            mm.drop();
          }
        },
    ),
  },
];
