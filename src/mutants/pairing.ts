import type { MutantRow } from "./mutant.ts";
import { failingStartMutants } from "./pairing-failing-start.ts";
import { pairingSectionMutants } from "./pairing-sections.ts";

/** Wrong implementations of start/end pairing, blockability and the two parts of a section. */
export const pairingMutants: readonly MutantRow[] = [...failingStartMutants, ...pairingSectionMutants];
