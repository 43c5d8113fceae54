import type { ScenarioResult } from "../port/generated/documents.ts";

/** One accepted failure. (Written out, because the generator makes an open record of a `oneOf`.) */
export interface Expectation {
  readonly rule?: string;
  readonly scenario?: string;
  readonly profile?: string;
  readonly reason: string;
  readonly link?: string;
  readonly observed: string;
}

/** An expectation that nothing met, and where it stands in its file. */
export interface StaleExpectation {
  readonly expectation: Expectation;
  /** Place in the list, from 0. */
  readonly at: number;
}

/** Results with the expectations applied. */
export interface Expected {
  readonly results: ScenarioResult[];
  readonly stale: StaleExpectation[];
}

const FAILED = new Set(["violates", "differs"]);

function speaksOf(expectation: Expectation, result: ScenarioResult): boolean {
  if (expectation.profile !== undefined && expectation.profile !== result.profile) return false;
  if (expectation.rule !== undefined) return expectation.rule === result.rule;
  const id = expectation.scenario ?? "";
  return result.id === id || result.id.startsWith(`${id}/`);
}

function isMet(expectation: Expectation, result: ScenarioResult): boolean {
  return FAILED.has(result.verdict) && (result.observed ?? "").includes(expectation.observed);
}

function accept(result: ScenarioResult, expectations: readonly Expectation[]): ScenarioResult {
  if (!FAILED.has(result.verdict)) return result;
  const mine = expectations.filter((expectation) => speaksOf(expectation, result));
  const met = mine.find((expectation) => isMet(expectation, result));
  if (met !== undefined) {
    const reason = met.link === undefined ? met.reason : `${met.reason} (${met.link})`;
    return { ...result, verdict: "expected failure", reason };
  }
  if (mine.length === 0) return result;
  return { ...result, reason: `a different failure than the one expected: ${mine[0]?.observed ?? ""}` };
}

/** Marks the failures that are expected. Any other failure stays what it is. */
export function acceptExpected(
  results: readonly ScenarioResult[],
  expectations: readonly Expectation[],
): ScenarioResult[] {
  return results.map((result) => accept(result, expectations));
}

/**
 * An expectation is stale if what it speaks of ran, all of it passed, and so nothing showed it: then
 * those results say so. Only the results of a whole run can tell.
 */
export function markStale(accepted: readonly ScenarioResult[], expectations: readonly Expectation[]): Expected {
  const stale = expectations.flatMap((expectation, at) => {
    const mine = accepted.filter((result) => speaksOf(expectation, result) && result.verdict !== "not claimed");
    return mine.length > 0 && mine.every((result) => result.verdict === "conforms") ? [{ expectation, at }] : [];
  });
  const results = accepted.map((result): ScenarioResult => {
    const hit = stale.find(({ expectation }) => speaksOf(expectation, result));
    if (hit === undefined || result.verdict !== "conforms") return result;
    return {
      ...result,
      verdict: "stale expectation",
      reason: `it passes, but a failure is expected: ${hit.expectation.reason}`,
    };
  });
  return { results, stale };
}

/** Applies an expectations file to a whole run. */
export function applyExpectations(results: readonly ScenarioResult[], expectations: readonly Expectation[]): Expected {
  return markStale(acceptExpected(results, expectations), expectations);
}
