import type { MutantRow } from "./mutant.ts";
import { odpExitMutants } from "./odp-exit.ts";
import { odpFaultMutants } from "./odp-faults.ts";
import { odpIntervalMutants } from "./odp-intervals.ts";
import { odpNewcomerMutants } from "./odp-newcomers.ts";
import { odpPageMutants } from "./odp-pages.ts";
import { odpRegistrationMutants } from "./odp-registration.ts";
import { odpReleaseMutants } from "./odp-release.ts";
import { odpSectionMutants } from "./odp-sections.ts";

/** Wrong forms of on-demand paging. */
export const odpMutants: readonly MutantRow[] = [
  ...odpSectionMutants,
  ...odpRegistrationMutants,
  ...odpReleaseMutants,
  ...odpExitMutants,
  ...odpFaultMutants,
  ...odpPageMutants,
  ...odpNewcomerMutants,
  ...odpIntervalMutants,
];
