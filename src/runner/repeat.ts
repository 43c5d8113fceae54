import type { ScenarioResult } from "../port/generated/documents.ts";
import { GRAVITY } from "../port/verdict.ts";

function isGraver(a: ScenarioResult, b: ScenarioResult): boolean {
  return GRAVITY.indexOf(a.verdict) < GRAVITY.indexOf(b.verdict);
}

/** `violates in 2, conforms in 3 of 5 runs` */
function tally(results: readonly ScenarioResult[]): string {
  const counts = new Map<string, number>();
  for (const { verdict } of results) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const parts = [...counts].sort((a, b) => a[1] - b[1]).map(([verdict, count]) => `${verdict} in ${count}`);
  return `${parts.join(", ")} of ${results.length} runs`;
}

/**
 * One result of several runs of a pair. If they did not end alike it is unstable, with what the first of the
 * gravest showed.
 */
export function combineRepeats(results: readonly [ScenarioResult, ...ScenarioResult[]]): ScenarioResult {
  const [first, ...others] = results;
  const worst = others.reduce((found, result) => (isGraver(result, found) ? result : found), first);
  const durationMs = results.reduce((sum, result) => sum + (result.durationMs ?? 0), 0);
  if (results.every(({ verdict }) => verdict === first.verdict)) return { ...worst, durationMs };
  // A fault stays one: an implementation that crashes now and then is at fault.
  if (worst.verdict === "implementation fault") return { ...worst, reason: tally(results), durationMs };
  return { ...worst, verdict: "unstable", reason: tally(results), durationMs };
}
