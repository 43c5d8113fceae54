import type { Errno, Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { Bond } from "../smmu/bond.ts";
import type { ContextDescriptor } from "../smmu/context.ts";
import type { Domain } from "../smmu/domain.ts";
import type { SvaDevice } from "../smmu/sva-device.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong binds and unbinds. */
export const smmuBindMutants: readonly MutantRow[] = [
  {
    id: "SMMU-01-x1",
    title: "registers a notifier for each bind",
    violates: ["SMMU-01", "SMMU-03"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override find(): undefined {
          return undefined;
        }
      },
    }),
  },
  {
    id: "SMMU-01-x2",
    title: "takes the domain's notifier for every address space",
    violates: ["SMMU-01"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override find(domain: Domain): Bond | undefined {
          return this.bonds.find((bond) => bond.domain === domain);
        }
      },
    }),
  },
  {
    id: "SMMU-01-x3",
    title: "looks for the notifier and makes one without the mutex",
    violates: ["SMMU-01"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *bind(device: SvaDevice, mm: Mm): Coroutine<Status> {
          return yield* this.attach(device, mm);
        }
      },
    }),
  },
  {
    id: "SMMU-02-x1",
    title: "keeps the descriptor's reference when a bind fails",
    violates: ["SMMU-02"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override undo(_: ContextDescriptor, error: Errno): Errno {
          return error;
        }
      },
    }),
  },
  {
    id: "SMMU-02-x2",
    title: "frees a notifier that was registered already directly",
    violates: ["SMMU-02"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *install(bond: Bond): Coroutine<Errno | undefined> {
          if (!this.parts.faults.take("context-ENOMEM")) return yield* super.install(bond);
          return this.undo(bond.cd, "ENOMEM");
        }
      },
    }),
  },
  {
    id: "SMMU-03-x1",
    title: "the first unbind of a domain takes everything apart",
    violates: ["SMMU-03"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *put(bond: Bond): Coroutine {
          bond.refs = 1;
          yield* super.put(bond);
        }
      },
    }),
  },
  {
    id: "SMMU-03-x2",
    title: "the last unbind flushes nothing",
    violates: ["SMMU-03", "SMMU-12"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *put(bond: Bond): Coroutine {
          if (bond.refs === 1) bond.cleared = true;
          yield* super.put(bond);
        }
        override isDone({ cleared }: Bond): boolean {
          return cleared;
        }
      },
    }),
  },
  {
    id: "SMMU-13-x1",
    title: "a bind holds no user reference, and release does not wait for it",
    violates: ["SMMU-13"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *bind(device: SvaDevice, mm: Mm): Coroutine<Status> {
          if (mm.users === 0) return "EINVAL";
          yield* this.mutex.lock();
          const rc = yield* this.attach(device, mm);
          this.mutex.unlock();
          return rc;
        }
        override *release(bond: Bond): Coroutine {
          yield* this.quiesce(bond);
        }
      },
    }),
  },
  {
    id: "SMMU-16-x1",
    title: "each domain has a descriptor of its own for an address space",
    violates: ["SMMU-16"],
    origin: "plausible",
    parts: ({ svaPolicy }) => ({ svaPolicy: (policy) => ({ ...svaPolicy(policy), sharesAsid: false }) }),
  },
  {
    id: "SMMU-16-x2",
    title: "binds to an address space that has no ASID",
    violates: ["SMMU-16", "SMMU-02"],
    origin: "plausible",
    parts: ({ Asids }) => ({
      Asids: class extends Asids {
        override take(mm: Mm): ContextDescriptor | "ESRCH" {
          const taken = super.take(mm);
          return taken === "ESRCH" ? super.take(mm) : taken;
        }
      },
    }),
  },
];
