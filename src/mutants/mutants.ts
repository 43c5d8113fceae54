import { type Mutant, toMutant } from "./mutant.ts";
import { pairingMutants } from "./pairing.ts";

/** Every mutant, by group. */
export const MUTANTS: readonly Mutant[] = [...pairingMutants].map(toMutant);
