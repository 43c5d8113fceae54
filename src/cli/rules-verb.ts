import { catalogueGaps, makeCatalogue } from "../catalogue/catalogue.ts";
import { loadLaw } from "../catalogue/law.ts";
import type { Catalogue, CatalogueRule } from "../port/generated/documents.ts";
import { columns } from "../report/text-table.ts";
import { packageRoot } from "../runner/suite.ts";
import type { Io } from "./io.ts";

/** The options of `rules`. */
export interface RulesFlags {
  readonly json?: true;
  readonly check?: true;
}

function proof({ scenarios, mutants, notObservable, unproven }: CatalogueRule): string {
  if (notObservable !== undefined) return "not observable";
  const shown = `${scenarios.length} scenario${scenarios.length === 1 ? "" : "s"}`;
  const proven = unproven === undefined ? `${mutants.length} mutant${mutants.length === 1 ? "" : "s"}` : "unproven";
  return `${shown}, ${proven}`;
}

function table({ rules }: Catalogue, io: Io): string {
  const rows = rules.map((rule) => [io.style.bold(rule.id), rule.level, rule.party, proof(rule), rule.title ?? ""]);
  return columns(rows, io.width)
    .map((line) => `${line}\n`)
    .join("");
}

function totals({ rules }: Catalogue): string {
  const silent = rules.filter(({ notObservable }) => notObservable !== undefined).length;
  const unproven = rules.filter((rule) => rule.unproven !== undefined).length;
  return `${rules.length} rules: ${rules.length - silent} with scenarios, ${silent} not observable, ${unproven} unproven`;
}

/**
 * `mmuspec rules`: the catalogue.
 *
 * @returns the exit code: 1 if `--check` finds a gap
 */
export async function rulesVerb(flags: RulesFlags, io: Io): Promise<number> {
  const { MUTANTS } = await import("../mutants/mutants.ts");
  const law = loadLaw(packageRoot());
  const catalogue = makeCatalogue(law, MUTANTS);
  if (flags.check) {
    const problems = [...law.problems, ...catalogueGaps(catalogue)];
    for (const problem of problems) io.out(`${problem}\n`);
    io.err(`${totals(catalogue)}; ${problems.length} problems\n`);
    return problems.length === 0 ? 0 : 1;
  }
  if (flags.json) io.out(`${JSON.stringify(catalogue, null, 2)}\n`);
  else io.out(`${table(catalogue, io)}${totals(catalogue)}\n`);
  return 0;
}
