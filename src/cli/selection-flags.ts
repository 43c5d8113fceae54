import { type Known, readSelection, type Selection } from "../runner/selection.ts";

/** The options that choose scenarios. */
export interface SelectionFlags {
  readonly profile?: string;
  readonly tags?: string;
  readonly rule?: readonly string[];
  readonly scenario?: readonly string[];
  readonly shard?: string;
}

/** Understands the options that choose scenarios. */
export function selectionOf({ profile, tags, rule, scenario, shard }: SelectionFlags, known: Known): Selection {
  const request = {
    ...(profile === undefined ? {} : { profile }),
    ...(tags === undefined ? {} : { tags }),
    ...(rule === undefined ? {} : { rules: rule }),
    ...(scenario === undefined ? {} : { scenarios: scenario }),
    ...(shard === undefined ? {} : { shard }),
  };
  return readSelection(request, known);
}
