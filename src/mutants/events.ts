import { event2014Mutants } from "./events-2014.ts";
import { eventCallerMutants } from "./events-callers.ts";
import { eventDeviceMutants } from "./events-devices.ts";
import { eventFailureMutants } from "./events-failures.ts";
import { callSiteMutants } from "./events-sites.ts";
import type { MutantRow } from "./mutant.ts";

/** Operations that say the wrong thing about their range, and devices that make the wrong thing of it. */
export const eventMutants: readonly MutantRow[] = [
  ...callSiteMutants,
  ...eventDeviceMutants,
  ...eventCallerMutants,
  ...event2014Mutants,
  ...eventFailureMutants,
];
