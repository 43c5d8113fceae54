import type { Report, RuleResult, ScenarioResult, Verdict } from "../port/generated/documents.ts";

/**
 * Results that tell the same story: one scenario that showed the same in several profiles or with
 * several of its examples, or one fault of the implementation that several scenarios ran into.
 */
export interface FailureGroup {
  readonly first: ScenarioResult;
  readonly results: readonly ScenarioResult[];
  readonly rule: RuleResult | undefined;
}

/** What makes a run fail, and is shown in full. */
const SHOWN: ReadonlySet<Verdict> = new Set<Verdict>(["violates", "implementation fault"]);

function story({ id, verdict, expected, observed, fault }: ScenarioResult): string {
  const scenario = id.replace(/\/.*/, "");
  return JSON.stringify(fault === undefined ? [scenario, verdict, expected, observed] : [fault.kind, fault.text]);
}

/** The failures of a report, those of the same story together, in the order of their rules. */
export function failureGroups(report: Report, shown = SHOWN): FailureGroup[] {
  const groups = new Map<string, ScenarioResult[]>();
  for (const result of report.results.filter(({ verdict }) => shown.has(verdict))) {
    const key = story(result);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [result]);
    else group.push(result);
  }
  const found = [...groups.values()].flatMap((results) => {
    const [first] = results;
    return first === undefined ? [] : [{ first, results, rule: report.rules.find(({ id }) => id === first.rule) }];
  });
  return found.sort((a, b) => a.first.rule.localeCompare(b.first.rule, "en", { numeric: true }));
}

/** The profiles of a group's first scenario, each once. */
export function profilesOf({ first, results }: FailureGroup): string[] {
  return results.filter(({ id }) => id === first.id).map(({ profile }) => profile);
}

/** The other scenarios of a group, each once. */
export function othersOf({ first, results }: FailureGroup): string[] {
  return [...new Set(results.map(({ id }) => id))].filter((id) => id !== first.id);
}
