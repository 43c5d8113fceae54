import { intervalMutants } from "./interval.ts";
import { type Mutant, toMutant } from "./mutant.ts";
import { pairingMutants } from "./pairing.ts";

/** Every mutant, by group. */
export const MUTANTS: readonly Mutant[] = [...pairingMutants, ...intervalMutants].map(toMutant);
