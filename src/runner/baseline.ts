import type { Report, ScenarioResult } from "../port/generated/documents.ts";
import { withoutCount } from "../port/observed-text.ts";
import type { Expectation } from "./expectations.ts";

/** What a report asks of an expectations file. */
export interface BaselineChange {
  /** Entries that nothing shows any more: taking them out makes the file stricter. */
  readonly removed: readonly Expectation[];
  /** Failures that no entry speaks of: an entry for each would loosen the file. */
  readonly added: readonly Expectation[];
  readonly kept: readonly Expectation[];
}

/** Why failures are accepted. */
export interface Reason {
  readonly reason: string;
  readonly link?: string;
}

function speaksOf({ rule, scenario, profile }: Expectation, result: ScenarioResult): boolean {
  if (profile !== undefined && profile !== result.profile) return false;
  return rule !== undefined ? rule === result.rule : result.id === scenario || result.id.startsWith(`${scenario}/`);
}

/** The run judged it, and all of it passes. */
function isStale(entry: Expectation, results: readonly ScenarioResult[]): boolean {
  const mine = results.filter((result) => speaksOf(entry, result) && result.verdict !== "not claimed");
  return mine.length > 0 && mine.every(({ verdict }) => verdict === "conforms" || verdict === "stale expectation");
}

function isUnexpected({ verdict, level }: ScenarioResult): boolean {
  return verdict === "violates" && level !== "may";
}

function entryFor({ id, profile, observed = "" }: ScenarioResult, why: Reason): Expectation {
  return { scenario: id, profile, ...why, observed: withoutCount(observed) };
}

/**
 * Holds a report of a run against the expectations that it was made with.
 *
 * @param why the reason of what is added
 */
export function baselineChange({ results }: Report, old: readonly Expectation[], why: Reason): BaselineChange {
  const removed = old.filter((entry) => isStale(entry, results));
  return {
    removed,
    kept: old.filter((entry) => !removed.includes(entry)),
    added: results
      .filter((result) => isUnexpected(result) && (result.observed ?? "") !== "")
      .map((result) => entryFor(result, why)),
  };
}
