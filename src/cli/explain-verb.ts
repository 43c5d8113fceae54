import { makeCatalogue } from "../catalogue/catalogue.ts";
import { type Law, loadLaw } from "../catalogue/law.ts";
import { locationOf, type Scenario } from "../catalogue/scenario.ts";
import type { Mutant } from "../mutants/mutant.ts";
import type { CatalogueRule } from "../port/generated/documents.ts";
import { profileNames } from "../port/profile.ts";
import { wrap } from "../report/text-table.ts";
import { packageRoot } from "../runner/suite.ts";
import { usage } from "../runner/usage-error.ts";
import type { Io } from "./io.ts";

const WIDTH = 96;

function indented(text: string, by: number): string[] {
  return wrap(text, WIDTH - by).map((line) => (line === "" ? "" : " ".repeat(by) + line));
}

function profileWords(profiles: readonly string[]): string {
  return profiles.length === profileNames.length ? "all" : profiles.join(", ");
}

function field(name: string, value: string): string[] {
  const [first = "", ...rest] = wrap(value, WIDTH - 15);
  return [`  ${name.padEnd(13)}${first}`, ...rest.map((line) => " ".repeat(15) + line)];
}

function facts(rule: CatalogueRule): string[] {
  return [
    ...field("source", rule.source),
    ...field("party", rule.party),
    ...field("level", rule.level),
    ...field("profiles", profileWords(rule.profiles)),
    ...field("capabilities", rule.capabilities.join(", ") || "core"),
    ...(rule.notObservable === undefined ? [] : field("no scenario", rule.notObservable)),
    ...(rule.unproven === undefined ? [] : field("unproven", rule.unproven)),
  ];
}

function scenarioLines(scenario: Scenario, rule: CatalogueRule, io: Io): string[] {
  const own = profileWords(scenario.profiles);
  const where = own === profileWords(rule.profiles) ? "" : `  [${own}]`;
  return [
    `  ${io.style.bold(scenario.id)}  ${scenario.name}${where}`,
    io.style.dim(`    ${locationOf(scenario)}`),
    ...scenario.steps.map((step) => `    ${step}`),
    "",
  ];
}

function mutantLines(mutants: readonly Mutant[]): string[] {
  if (mutants.length === 0) return [];
  return [
    "Wrong implementations that its scenarios have to notice:",
    ...mutants.map(({ id, title }) => `  ${id}  ${title}`),
  ];
}

function find(law: Law, mutants: readonly Mutant[], wanted: string): CatalogueRule {
  const id = wanted.toUpperCase();
  const rule = makeCatalogue(law, mutants).rules.find((one) => one.id === id);
  if (rule === undefined) throw usage(`unknown rule ${wanted}; \`mmuspec rules\` lists them`);
  return rule;
}

/**
 * `mmuspec explain`: all that is known of a rule.
 *
 * @returns the exit code
 */
export async function explainVerb(wanted: string, io: Io): Promise<number> {
  const { MUTANTS } = await import("../mutants/mutants.ts");
  const law = loadLaw(packageRoot());
  const rule = find(law, MUTANTS, wanted);
  const scenarios = law.scenarios.filter((scenario) => scenario.rules.includes(rule.id));
  const lines = [
    io.style.bold(`${rule.id} ${rule.title ?? ""}`),
    ...indented(rule.text ?? "", 2),
    "",
    ...facts(rule),
    "",
    ...scenarios.flatMap((scenario) => scenarioLines(scenario, rule, io)),
    ...mutantLines(MUTANTS.filter(({ violates }) => violates.includes(rule.id))),
  ];
  io.out(`${lines.join("\n").trimEnd()}\n`);
  return 0;
}
