import type { Law } from "../catalogue/law.ts";
import type { Fault, Report, ScenarioResult } from "../port/generated/documents.ts";
import { exitCodeOf, ruleResults, summarize } from "./summary.ts";

/** The part of a report that follows from its results. */
export type Consequences = Pick<
  Report,
  "rulesClaimed" | "rulesTotal" | "summary" | "rules" | "results" | "faults" | "exitCode"
>;

function distinct(faults: readonly Fault[]): Fault[] {
  return faults.filter((fault, at) => faults.findIndex(({ text }) => text === fault.text) === at);
}

/**
 * What follows from results: counts, a row a rule, faults, the exit code.
 *
 * @param loose faults that belong to no scenario, such as a refused handshake
 */
export function consequences(results: ScenarioResult[], { rules: texts }: Law, loose: readonly Fault[]): Consequences {
  const summary = summarize(results);
  const rules = ruleResults(results, texts);
  return {
    rulesClaimed: rules.filter((rule) => rule.verdict !== "not claimed").length,
    rulesTotal: rules.length,
    summary,
    rules,
    results,
    faults: distinct([...loose, ...results.flatMap(({ fault }) => (fault === undefined ? [] : [fault]))]),
    exitCode: exitCodeOf(summary, { faults: loose.length }),
  };
}
