import { intervalInsertMutants } from "./interval-insert.ts";
import { intervalInsertStateMutants } from "./interval-insert-state.ts";
import { intervalModeMutants } from "./interval-mode.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of interval notifiers. */
export const intervalMutants: readonly MutantRow[] = [
  ...intervalInsertMutants,
  ...intervalInsertStateMutants,
  ...intervalModeMutants,
];
