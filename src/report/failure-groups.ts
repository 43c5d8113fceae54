import type { Report, RuleResult, ScenarioResult } from "../port/generated/documents.ts";

/** Results that tell the same story: one scenario, one observation, in one or several profiles. */
export interface FailureGroup {
  readonly first: ScenarioResult;
  readonly profiles: readonly string[];
  readonly rule: RuleResult | undefined;
}

/** What makes a run fail, and is shown in full. */
const SHOWN = new Set(["violates", "implementation fault"]);

function story(result: ScenarioResult): string {
  return JSON.stringify([result.id, result.verdict, result.expected, result.observed, result.fault?.text]);
}

/** The failures of a report, those of the same story together, in the order of the report. */
export function failureGroups(report: Report): FailureGroup[] {
  const groups = new Map<string, { first: ScenarioResult; profiles: string[]; rule: RuleResult | undefined }>();
  for (const result of report.results.filter(({ verdict }) => SHOWN.has(verdict))) {
    const key = story(result);
    const group = groups.get(key);
    if (group !== undefined) group.profiles.push(result.profile);
    else {
      const rule = report.rules.find(({ id }) => id === result.rule);
      groups.set(key, { first: result, profiles: [result.profile], rule });
    }
  }
  return [...groups.values()];
}
