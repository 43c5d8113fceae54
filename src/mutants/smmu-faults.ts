import { PAGE_SIZE, pageOf } from "../kernel/page.ts";
import type { Pte } from "../kernel/pte.ts";
import type { Translation } from "../smmu/translation-cache.ts";
import type { MutantRow } from "./mutant.ts";

/** IOMMUs that keep, or forget, what they must not. */
export const smmuFaultMutants: readonly MutantRow[] = [
  {
    id: "ARM-12-x1",
    title: "an SMMU walks again where a kept translation refuses an access",
    violates: ["ARM-12"],
    origin: "plausible",
    parts: ({ iommu }) => ({ iommu: (kind) => ({ ...iommu(kind), refusals: "walk-again" }) }),
  },
  {
    id: "ARM-14-x1",
    title: "an SMMU that should snoop does not hear the CPUs' broadcast",
    violates: ["ARM-14"],
    origin: "plausible",
    parts: ({ SvaDriver }) => ({
      SvaDriver: class extends SvaDriver {
        override snoop(): void {}
      },
    }),
  },
  {
    id: "ARM-15-x1",
    title: "the driver answers a device's fault without an invalidation before",
    violates: ["ARM-15"],
    origin: "history",
    parts: ({ svaPolicy }) => ({
      svaPolicy: (policy) => ({ ...svaPolicy(policy), invalidatesBeforeAnswer: false }),
    }),
  },
  {
    id: "ARM-17-x3",
    title: "VT-d keeps a refusal although the device recovers from the fault",
    violates: ["ARM-17"],
    origin: "plausible",
    parts: ({ iommu }) => ({ iommu: (kind) => ({ ...iommu(kind), refusals: "stay" }) }),
  },
  {
    id: "ARM-23-x1",
    title: "a block entry is kept in pieces of a page, and an invalidation drops one piece",
    violates: ["ARM-23"],
    origin: "plausible",
    parts: ({ TableWalker }) => ({
      TableWalker: class extends TableWalker {
        override translationOf(address: bigint, pte: Pte, updates: boolean): Translation {
          const whole = super.translationOf(address, pte, updates);
          return { ...whole, address: pageOf(address), length: PAGE_SIZE };
        }
      },
    }),
  },
];
