import { event2014Mutants } from "./events-2014.ts";
import { eventDeviceMutants } from "./events-devices.ts";
import { eventFailureMutants } from "./events-failures.ts";
import { eventFaultMutants } from "./events-faults.ts";
import { eventLockMutants } from "./events-locks.ts";
import { eventMoveMutants } from "./events-moves.ts";
import { eventOwnerMutants } from "./events-owners.ts";
import { eventProtectionMutants } from "./events-protection.ts";
import { eventRangeMutants } from "./events-ranges.ts";
import { callSiteMutants } from "./events-sites.ts";
import type { MutantRow } from "./mutant.ts";

/** Operations that say the wrong thing about their range, and devices that make the wrong thing of it. */
export const eventMutants: readonly MutantRow[] = [
  ...callSiteMutants,
  ...eventDeviceMutants,
  ...eventOwnerMutants,
  ...eventRangeMutants,
  ...eventLockMutants,
  ...eventProtectionMutants,
  ...eventMoveMutants,
  ...eventFaultMutants,
  ...event2014Mutants,
  ...eventFailureMutants,
];
