import type { MutantRow } from "./mutant.ts";
import { smmuBindMutants } from "./smmu-bind.ts";
import { smmuCommandMutants } from "./smmu-commands.ts";
import { smmuEndMutants } from "./smmu-end.ts";
import { smmuFaultMutants } from "./smmu-faults.ts";

/** Wrong drivers of shared virtual addressing. */
export const smmuMutants: readonly MutantRow[] = [
  ...smmuFaultMutants,
  ...smmuCommandMutants,
  ...smmuBindMutants,
  ...smmuEndMutants,
];
