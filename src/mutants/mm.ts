import { mmDeviceMutants } from "./mm-devices.ts";
import { mmExitMutants } from "./mm-exit.ts";
import { mmLockMutants } from "./mm-locks.ts";
import { mmReferenceMutants } from "./mm-references.ts";
import { mmSectionMutants } from "./mm-sections.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong memory managers, and devices that do not keep their part of the contract. */
export const mmMutants: readonly MutantRow[] = [
  ...mmReferenceMutants,
  ...mmExitMutants,
  ...mmLockMutants,
  ...mmSectionMutants,
  ...mmDeviceMutants,
];
