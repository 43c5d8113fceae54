import type { Errno, Status } from "../kernel/errno.ts";
import { PAGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { retire } from "../notifier/callback.ts";
import { ULONG_MAX } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { Bond } from "../smmu/bond.ts";
import type { ContextDescriptor } from "../smmu/context.ts";
import type { Domain } from "../smmu/domain.ts";
import type { Forget } from "../smmu/iommu.ts";
import type { SvaDevice } from "../smmu/sva-device.ts";
import type { MutantRow } from "./mutant.ts";
import { smmuFaultMutants } from "./smmu-faults.ts";
import { until } from "./until.ts";

/** Wrong commands for a notice. */
const commandMutants: readonly MutantRow[] = [
  {
    id: "SMMU-04-x1",
    title: "takes the end of a notice for its last address",
    violates: ["SMMU-04"],
    origin: "plausible",
    parts: ({ iommu }) => ({
      iommu: (kind) => {
        const right = iommu(kind);
        return { ...right, forget: (start, end, hardware) => right.forget(start, end + PAGE_SIZE, hardware) };
      },
    }),
  },
  {
    id: "SMMU-04-x2",
    title: "the devices are told before the SMMU's TLB",
    violates: ["SMMU-04"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *forget(bond: Bond, what: Forget, tlb: boolean): Coroutine {
          yield* super.forget(bond, what, false);
          if (tlb) yield* this.parts.commands.invalidateTlb(bond, bond.cd.asid, what);
        }
      },
    }),
  },
  {
    id: "SMMU-05-x1",
    title: "a large notice becomes page commands without a limit",
    violates: ["SMMU-05"],
    origin: "plausible",
    parts: ({ iommu }) => ({
      iommu: (kind) => {
        const right = iommu(kind);
        const pages = (start: bigint, end: bigint) => Number((end - start) / PAGE_SIZE);
        return {
          ...right,
          forget: (start, end, hardware) => {
            const what = right.forget(start, end, hardware);
            return what === "everything" && end > start ? { start, end, count: pages(start, end) } : what;
          },
        };
      },
    }),
  },
  {
    id: "SMMU-05-x2",
    title: "does nothing for an empty notice",
    violates: ["SMMU-05"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *invalidate(bond: Bond, start: bigint, end: bigint): Coroutine {
          if (start < end) yield* super.invalidate(bond, start, end);
        }
      },
    }),
  },
  {
    id: "MUT-87",
    title: "gives the size of the whole address space to hardware with range commands",
    violates: ["SMMU-06"],
    origin: "upstream",
    parts: ({ iommu }) => ({
      iommu: (kind) => {
        const right = iommu(kind);
        return {
          ...right,
          forget: (start, end, hardware) =>
            hardware.ranges && start < end ? { start, end, count: 1 } : right.forget(start, end, hardware),
        };
      },
    }),
  },
  {
    id: "SMMU-07-x1",
    title: "gives the TLB command although the SMMU snoops",
    violates: ["SMMU-07", "ARM-14"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *invalidate(bond: Bond, start: bigint, end: bigint): Coroutine {
          const { kind, traits } = bond.domain;
          yield* this.forget(bond, kind.forget(start, end, traits), true);
        }
      },
    }),
  },
  {
    id: "SMMU-07-x2",
    title: "where the SMMU snoops the devices are not told either",
    violates: ["SMMU-07", "ARM-14"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *invalidate(bond: Bond, start: bigint, end: bigint): Coroutine {
          if (!this.isSnooped(bond)) yield* super.invalidate(bond, start, end);
        }
      },
    }),
  },
  {
    id: "SMMU-08-x1",
    title: "trusts the CPUs' broadcast although the ASID is the domain's own",
    violates: ["SMMU-08"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override isSnooped({ domain }: Bond): boolean {
          return domain.traits.btm;
        }
      },
    }),
  },
  {
    id: "SMMU-15-x1",
    title: "takes the driver's mutex in the notice's callback",
    violates: ["SMMU-15"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *invalidate(bond: Bond, start: bigint, end: bigint): Coroutine {
          yield* this.mutex.lock();
          yield* super.invalidate(bond, start, end);
          this.mutex.unlock();
        }
      },
    }),
  },
  {
    id: "MUT-129",
    title: "goes page by page through a notice of the whole address space, and never ends",
    violates: ["SMMU-17"],
    origin: "upstream",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *invalidate(bond: Bond, start: bigint, end: bigint): Coroutine {
          const wraps = bond.domain.kind.coprocessor && end === ULONG_MAX;
          if (wraps) yield until({ kind: "other", name: "a loop without end" }, () => false);
          yield* super.invalidate(bond, start, end);
        }
      },
    }),
  },
  {
    id: "SMMU-17-x1",
    title: "VT-d and AMD flush up to the end of a notice, that page included",
    violates: ["SMMU-17"],
    origin: "plausible",
    parts: ({ iommu }) => ({
      iommu: (kind) => {
        const right = iommu(kind);
        const wider = (what: Forget): Forget =>
          what === "everything" || right.coprocessor ? what : { ...what, end: what.end + PAGE_SIZE };
        return { ...right, forget: (start, end, hardware) => wider(right.forget(start, end, hardware)) };
      },
    }),
  },
  {
    id: "SMMU-17-x2",
    title: "no driver has a release",
    violates: ["SMMU-17", "SMMU-09", "SMMU-10", "SMMU-11"],
    origin: "plausible",
    parts: ({ iommu }) => ({ iommu: (kind) => ({ ...iommu(kind), releases: false }) }),
  },
];

/** Wrong binds and unbinds. */
const bindMutants: readonly MutantRow[] = [
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

/** The end of the address space, and of the driver. */
const endMutants: readonly MutantRow[] = [
  {
    id: "MUT-89",
    title: "release and the last unbind do not know of each other",
    violates: ["SMMU-09", "SMMU-18"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override isDone(): boolean {
          return false;
        }
      },
    }),
  },
  {
    id: "SMMU-10-x1",
    title: "release makes the context of one device quiet",
    violates: ["SMMU-10"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override contextsOf(bond: Bond): string[] {
          return super.contextsOf(bond).slice(0, 1);
        }
      },
    }),
  },
  {
    id: "SMMU-11-x1",
    title: "release flushes, and leaves the context as it is",
    violates: ["SMMU-09", "SMMU-10", "SMMU-11"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override contextsOf(): string[] {
          return [];
        }
      },
    }),
  },
  {
    id: "SMMU-14-x1",
    title: "an unload does not wait for the frees that are outstanding",
    violates: ["SMMU-14"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *unload(): Coroutine {}
      },
    }),
  },
  {
    id: "MUT-128",
    title: "the last unbind frees the descriptor, and release flushes once more after it",
    violates: ["SMMU-18"],
    origin: "upstream",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *put(bond: Bond): Coroutine {
          const last = bond.refs === 1;
          const released = bond.cleared;
          yield* super.put(bond);
          if (!last) return;
          bond.cleared = released;
          this.parts.asids.drop(bond.cd);
        }
        override *free(): Coroutine {}
      },
    }),
  },
  {
    id: "SMMU-18-x1",
    title: "the last unbind frees the notifier at once",
    violates: ["SMMU-18"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override *put(bond: Bond): Coroutine {
          const last = bond.refs === 1;
          yield* super.put(bond);
          if (last) retire(this.kernel, bond.notifier);
        }
      },
    }),
  },
];

/** Wrong drivers of shared virtual addressing. */
export const smmuMutants: readonly MutantRow[] = [
  ...smmuFaultMutants,
  ...commandMutants,
  ...bindMutants,
  ...endMutants,
];
