import { makeCatalogue } from "../catalogue/catalogue.ts";
import { type Law, loadLaw } from "../catalogue/law.ts";
import { locationOf, type Scenario } from "../catalogue/scenario.ts";
import { stepLines } from "../catalogue/step-lines.ts";
import type { Mutant } from "../mutants/mutant.ts";
import type { CatalogueRule } from "../port/generated/documents.ts";
import { profileNames } from "../port/profile.ts";
import { columns, WIDTH, wrap } from "../report/text-table.ts";
import { packageRoot } from "../runner/suite.ts";
import { usage } from "../runner/usage-error.ts";
import { explainMutant } from "./explain-mutant.ts";
import type { Io } from "./io.ts";

function indented(text: string, by: number, width: number): string[] {
  return wrap(text, width - by).map((line) => (line === "" ? "" : " ".repeat(by) + line));
}

function profileWords(profiles: readonly string[]): string {
  return profiles.length === profileNames.length ? "all" : profiles.join(", ");
}

function facts(rule: CatalogueRule, width: number): string[] {
  const rows = [
    ["source", rule.source],
    ["party", rule.party],
    ["level", rule.level],
    ["profiles", profileWords(rule.profiles)],
    ["capabilities", rule.capabilities.join(", ") || "core"],
    ...(rule.notObservable === undefined ? [] : [["no scenario", rule.notObservable]]),
    ...(rule.unproven === undefined ? [] : [["unproven", rule.unproven]]),
  ];
  return columns(rows, width - 2).map((line) => `  ${line}`);
}

function scenarioLines(scenario: Scenario, rule: CatalogueRule, io: Io): string[] {
  const width = (io.width ?? WIDTH) - 2;
  const own = profileWords(scenario.profiles);
  const where = own === profileWords(rule.profiles) ? "" : `  [${own}]`;
  return [
    ...columns([[io.style.bold(scenario.id), scenario.name + where]], width).map((line) => `  ${line}`),
    io.style.dim(`    ${locationOf(scenario)}`),
    ...stepLines(scenario.steps).map((line) => `    ${line}`),
    "",
  ];
}

function mutantLines(mutants: readonly Mutant[], width: number): string[] {
  if (mutants.length === 0) return [];
  return [
    "Wrong implementations that its scenarios have to notice:",
    ...columns(
      mutants.map(({ id, title }) => [id, title]),
      width - 2,
    ).map((line) => `  ${line}`),
  ];
}

/** A rule with those of its scenarios that are to be shown. */
function ruleLines(rule: CatalogueRule, scenarios: readonly Scenario[], io: Io): string[] {
  const width = io.width ?? WIDTH;
  return [
    ...wrap(`${rule.id} ${rule.title ?? ""}`, width).map(io.style.bold),
    ...indented(rule.text ?? "", 2, width),
    "",
    ...facts(rule, width),
    "",
    ...scenarios.flatMap((scenario) => scenarioLines(scenario, rule, io)),
  ];
}

function explain(wanted: string, law: Law, mutants: readonly Mutant[], io: Io): string[] {
  const { rules } = makeCatalogue(law, mutants);
  const same = (id: string) => id.toUpperCase() === wanted.toUpperCase();
  const rule = rules.find(({ id }) => same(id));
  if (rule !== undefined) {
    const scenarios = law.scenarios.filter((scenario) => scenario.rules.includes(rule.id));
    const wrong = mutants.filter(({ violates }) => violates.includes(rule.id));
    return [...ruleLines(rule, scenarios, io), ...mutantLines(wrong, io.width ?? WIDTH)];
  }
  const mutant = mutants.find(({ id }) => same(id));
  if (mutant !== undefined) return explainMutant(mutant, rules, io);
  const scenarios = law.scenarios.filter(({ id }) => same(id) || same(id.replace(/\/.*/, "")));
  const own = rules.find(({ id }) => id === scenarios[0]?.rule);
  if (own === undefined) throw usage(`unknown rule ${wanted}; \`mmuspec rules\` lists them`);
  return ruleLines(own, scenarios, io);
}

/**
 * `mmuspec explain`: all that is known of a rule, of one of its scenarios, or of a mutant.
 *
 * @returns the exit code
 */
export async function explainVerb(wanted: string, io: Io): Promise<number> {
  const { MUTANTS } = await import("../mutants/mutants.ts");
  const lines = explain(wanted, loadLaw(packageRoot()), MUTANTS, io);
  io.out(`${lines.join("\n").trimEnd()}\n`);
  return 0;
}
