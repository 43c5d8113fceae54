import type { MutantRow } from "./mutant.ts";
import { odpFaultMutants } from "./odp-faults.ts";
import { odpNewcomerMutants } from "./odp-newcomers.ts";
import { odpSectionMutants } from "./odp-sections.ts";

/** Wrong forms of on-demand paging. */
export const odpMutants: readonly MutantRow[] = [...odpSectionMutants, ...odpFaultMutants, ...odpNewcomerMutants];
