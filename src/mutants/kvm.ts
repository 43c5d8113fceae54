import { kvmCacheMutants } from "./kvm-caches.ts";
import { kvmChangePteMutants } from "./kvm-change-pte.ts";
import { kvmFaultMutants } from "./kvm-faults.ts";
import { kvmMemslotMutants } from "./kvm-memslots.ts";
import type { MutantRow } from "./mutant.ts";

/** Virtual machines that follow their address space wrongly. */
export const kvmMutants: readonly MutantRow[] = [
  ...kvmFaultMutants,
  ...kvmMemslotMutants,
  ...kvmCacheMutants,
  ...kvmChangePteMutants,
];
