import type { RunOutcome } from "../port/generated/protocol.ts";

/** What is wrong with an outcome whatever the table says; undefined if nothing is. */
export function breachOf({ values, findings = [], stuck = [] }: RunOutcome): string | undefined {
  if (findings.length > 0) return findings.join("; ");
  return stuck.length > 0 && !values.includes("blocked") ? stuck.join("; ") : undefined;
}

/** An outcome's values as one line. */
export function sayRow(values: readonly string[]): string {
  return values.join(" | ");
}
