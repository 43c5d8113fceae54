import type { Verdict } from "./generated/documents.ts";

/** Verdicts, gravest first: a rule has the gravest of its scenarios. */
export const GRAVITY: readonly Verdict[] = [
  "implementation fault",
  "could not run",
  "violates",
  "unstable",
  "stale expectation",
  "inconclusive",
  "differs",
  "expected failure",
  "conforms",
  "not claimed",
];

/** The gravest of some verdicts; undefined if there are none. */
export function gravest(verdicts: Iterable<Verdict>): Verdict | undefined {
  const given = new Set(verdicts);
  return GRAVITY.find((verdict) => given.has(verdict));
}
