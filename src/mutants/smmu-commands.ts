import { PAGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { ULONG_MAX } from "../notifier/range.ts";
import type { Bond } from "../smmu/bond.ts";
import type { Forget } from "../smmu/iommu.ts";
import type { MutantRow } from "./mutant.ts";
import { until } from "./until.ts";

/** Wrong commands for a notice. */
export const smmuCommandMutants: readonly MutantRow[] = [
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
