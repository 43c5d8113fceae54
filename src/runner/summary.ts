import type { RuleText } from "../catalogue/scenario.ts";
import type { RuleResult, ScenarioResult, Summary, Verdict } from "../port/generated/documents.ts";
import { gravest } from "../port/verdict.ts";

/** The member of the summary that counts each verdict. */
export const COUNTED: Readonly<Record<Verdict, Exclude<keyof Summary, "total">>> = {
  conforms: "conforms",
  violates: "violates",
  differs: "differs",
  "not claimed": "notClaimed",
  "expected failure": "expectedFailures",
  "stale expectation": "staleExpectations",
  "implementation fault": "implementationFaults",
  inconclusive: "inconclusive",
  "could not run": "couldNotRun",
  unstable: "unstable",
};

/** Counts every result once. */
export function summarize(results: readonly ScenarioResult[]): Summary {
  const summary = Object.fromEntries(Object.values(COUNTED).map((key) => [key, 0])) as unknown as Summary;
  summary.total = results.length;
  for (const { verdict } of results) summary[COUNTED[verdict]] = (summary[COUNTED[verdict]] ?? 0) + 1;
  return summary;
}

/** Compares ids as people do: PAIR-09.2 before PAIR-09.10. */
export function compareIds(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

function said({ title, text, source, party, level }: RuleText): Partial<RuleResult> {
  return { title, text, source, party, level };
}

/** One row a rule that has results, in the order of their ids. */
export function ruleResults(results: readonly ScenarioResult[], rules: readonly RuleText[]): RuleResult[] {
  const texts = new Map(rules.map((rule) => [rule.id, rule]));
  const ids = [...new Set(results.map((result) => result.rule))].sort(compareIds);
  return ids.map((id) => {
    const mine = results.filter((result) => result.rule === id);
    const rule = texts.get(id);
    return {
      id,
      ...(rule === undefined ? {} : said(rule)),
      verdict: gravest(mine.map((result) => result.verdict)) ?? "could not run",
      scenarios: [...new Set(mine.map((result) => result.id))],
    };
  });
}

/** What the exit code depends on besides the summary. */
export interface Aftermath {
  /** Faults outside any scenario, such as a refused handshake. */
  readonly faults: number;
}

/**
 * The exit code of a run: 3 the implementation is at fault, 1 a rule is violated (always, or now and then) or
 * an expectation is stale, 4 nothing was executed or something is undecided, 0 conforms. (2, a usage error, never gets here.)
 */
export function exitCodeOf(summary: Summary, { faults }: Aftermath = { faults: 0 }): number {
  if (summary.implementationFaults > 0 || faults > 0) return 3;
  if (summary.violates > 0 || (summary.unstable ?? 0) > 0 || summary.staleExpectations > 0) return 1;
  const executed = summary.total - summary.notClaimed - summary.couldNotRun;
  return executed === 0 || summary.inconclusive > 0 || summary.couldNotRun > 0 ? 4 : 0;
}
