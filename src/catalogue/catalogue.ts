import type { Catalogue, CatalogueRule } from "../port/generated/documents.ts";
import { groupOf } from "../port/rule-group.ts";
import type { Law } from "./law.ts";
import type { RuleText } from "./scenario.ts";
import { UNPROVEN } from "./unproven.ts";

/** What the catalogue needs to know of a mutant. */
export interface MutantEntry {
  readonly id: string;
  readonly violates: readonly string[];
}

function entry(
  rule: RuleText,
  law: Law,
  mutants: readonly MutantEntry[],
  unproven: Readonly<Record<string, string>>,
): CatalogueRule {
  const reason = unproven[rule.id];
  return {
    id: rule.id,
    group: groupOf(rule.id),
    title: rule.title,
    text: rule.text,
    party: rule.party,
    level: rule.level,
    profiles: [...rule.profiles],
    capabilities: [...rule.capabilities],
    source: rule.source,
    scenarios: law.scenarios.filter((scenario) => scenario.rules.includes(rule.id)).map((scenario) => scenario.id),
    mutants: mutants.filter((mutant) => mutant.violates.includes(rule.id)).map((mutant) => mutant.id),
    ...(rule.reason === undefined ? {} : { notObservable: rule.reason }),
    ...(reason === undefined ? {} : { unproven: reason }),
  };
}

/** The catalogue: every rule with its scenarios and the mutants that violate it, in order of the ids within the groups. */
export function makeCatalogue(
  law: Law,
  mutants: readonly MutantEntry[],
  unproven: Readonly<Record<string, string>> = UNPROVEN,
): Catalogue {
  const groups = [...new Set(law.rules.map((rule) => groupOf(rule.id)))];
  const rank = (id: string) => groups.indexOf(groupOf(id));
  const rules = law.rules.map((rule) => entry(rule, law, mutants, unproven));
  return { rules: rules.sort((a, b) => rank(a.id) - rank(b.id) || a.id.localeCompare(b.id, "en", { numeric: true })) };
}

/** What is missing: a rule without scenario or reason, without mutant or the word unproven, or with both. */
export function catalogueGaps(catalogue: Catalogue): string[] {
  return catalogue.rules.flatMap((rule) => {
    const gaps: string[] = [];
    const observable = rule.notObservable === undefined;
    if (rule.scenarios.length === 0 && observable) gaps.push(`${rule.id} has neither a scenario nor a reason`);
    if (rule.scenarios.length > 0 && !observable)
      gaps.push(`${rule.id} has scenarios, and a reason why there are none`);
    if (observable && rule.mutants.length === 0 && rule.unproven === undefined) {
      gaps.push(`${rule.id} has neither a mutant nor a reason in the table of unproven rules`);
    }
    if (rule.mutants.length > 0 && rule.unproven !== undefined)
      gaps.push(`${rule.id} has a mutant and is called unproven`);
    return gaps;
  });
}
