import type { MutantRow } from "./mutant.ts";
import { odpCallbackMutants } from "./odp-callbacks.ts";
import { odpExitMutants } from "./odp-exit.ts";
import { odpFaultSlotMutants } from "./odp-fault-slots.ts";
import { odpFaultMutants } from "./odp-faults.ts";
import { odpHookMutants } from "./odp-hooks.ts";
import { odpIntervalMutants } from "./odp-intervals.ts";
import { odpMapPagesMutants } from "./odp-map-pages.ts";
import { odpNewcomerMutants } from "./odp-newcomers.ts";
import { odpPageMutants } from "./odp-pages.ts";
import { odpRegistrationMutants } from "./odp-registration.ts";
import { odpReleaseMutants } from "./odp-release.ts";
import { odpSectionMutants } from "./odp-sections.ts";
import { odpTreeMutants } from "./odp-tree.ts";

/** Wrong forms of on-demand paging. */
export const odpMutants: readonly MutantRow[] = [
  ...odpSectionMutants,
  ...odpCallbackMutants,
  ...odpTreeMutants,
  ...odpHookMutants,
  ...odpRegistrationMutants,
  ...odpReleaseMutants,
  ...odpExitMutants,
  ...odpFaultMutants,
  ...odpFaultSlotMutants,
  ...odpMapPagesMutants,
  ...odpPageMutants,
  ...odpNewcomerMutants,
  ...odpIntervalMutants,
];
