import { intervalExitMutants } from "./interval-exit.ts";
import { intervalInsertMutants } from "./interval-insert.ts";
import { intervalInsertStateMutants } from "./interval-insert-state.ts";
import { intervalModeMutants } from "./interval-mode.ts";
import { intervalPeriodMutants } from "./interval-period.ts";
import { intervalReadMutants } from "./interval-read.ts";
import { intervalRemoveMutants } from "./interval-remove.ts";
import { intervalSectionsMutants } from "./interval-sections.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of interval notifiers. */
export const intervalMutants: readonly MutantRow[] = [
  ...intervalInsertMutants,
  ...intervalInsertStateMutants,
  ...intervalModeMutants,
  ...intervalSectionsMutants,
  ...intervalPeriodMutants,
  ...intervalReadMutants,
  ...intervalRemoveMutants,
  ...intervalExitMutants,
];
