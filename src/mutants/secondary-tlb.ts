import type { MutantRow } from "./mutant.ts";
import { secondaryTlbCallMutants } from "./secondary-tlb-calls.ts";
import { secondaryTlbDeviceMutants } from "./secondary-tlb-devices.ts";
import { secondaryTlbFlushMutants } from "./secondary-tlb-flushes.ts";
import { secondaryTlbOrderMutants } from "./secondary-tlb-order.ts";
import { secondaryTlbSiteMutants } from "./secondary-tlb-sites.ts";

/** Wrong calls of the secondary TLBs, and devices with a wrong one. */
export const secondaryTlbMutants: readonly MutantRow[] = [
  ...secondaryTlbCallMutants,
  ...secondaryTlbFlushMutants,
  ...secondaryTlbSiteMutants,
  ...secondaryTlbOrderMutants,
  ...secondaryTlbDeviceMutants,
];
