import type { MutantRow } from "./mutant.ts";
import { absentCallbackMutants } from "./registration-absent.ts";
import { agingMutants } from "./registration-aging.ts";
import { exitMutants } from "./registration-exit.ts";
import { getMutants } from "./registration-get.ts";
import { switchMutants } from "./registration-interval-mode.ts";
import { putMutants } from "./registration-put.ts";
import { registerMutants } from "./registration-register.ts";
import { unregisterMutants } from "./registration-unregister.ts";

/** Wrong implementations of the subscriber list. */
export const registrationMutants: readonly MutantRow[] = [
  ...registerMutants,
  ...unregisterMutants,
  ...exitMutants,
  ...switchMutants,
  ...getMutants,
  ...putMutants,
  ...agingMutants,
  ...absentCallbackMutants,
];
