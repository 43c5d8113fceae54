import { saysEvent } from "./events-wrong.ts";
import type { MutantRow } from "./mutant.ts";

/** Operations that say the wrong thing about their range. */
export const eventMutants: readonly MutantRow[] = [
  saysEvent("EVT-01-x1", "munmap", "CLEAR", "EVT-01"),
  saysEvent("EVT-01-x2", "oom-reap", "CLEAR", "EVT-01"),
];
