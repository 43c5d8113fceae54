import type { MutantRow } from "./mutant.ts";
import { secondaryTlbCallMutants } from "./secondary-tlb-calls.ts";
import { secondaryTlbFlushMutants } from "./secondary-tlb-flushes.ts";

/** Wrong calls of the secondary TLBs, and devices with a wrong one. */
export const secondaryTlbMutants: readonly MutantRow[] = [...secondaryTlbCallMutants, ...secondaryTlbFlushMutants];
