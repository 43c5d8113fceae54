import { intervalMutants } from "./interval.ts";
import { type Mutant, toMutant } from "./mutant.ts";
import { pairingMutants } from "./pairing.ts";
import { releaseMutants } from "./release.ts";
import { updateMutants } from "./update.ts";

/** Every mutant, by group. */
export const MUTANTS: readonly Mutant[] = [
  ...pairingMutants,
  ...intervalMutants,
  ...releaseMutants,
  ...updateMutants,
].map(toMutant);
