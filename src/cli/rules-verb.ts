import { catalogueGaps, makeCatalogue } from "../catalogue/catalogue.ts";
import { loadLaw } from "../catalogue/law.ts";
import { findSource, SOURCES, sourceGaps } from "../catalogue/sources.ts";
import type { Catalogue } from "../port/generated/documents.ts";
import { sourceText } from "../report/source-text.ts";
import { columns, WIDTH } from "../report/text-table.ts";
import { packageRoot } from "../runner/suite.ts";
import { usage } from "../runner/usage-error.ts";
import type { Io } from "./io.ts";
import { proofOf, showSource } from "./source-page.ts";

/** The options of `rules`. */
export interface RulesFlags {
  readonly json?: true;
  readonly check?: true;
  /** The page of one of the documents that the rules were drawn from. */
  readonly source?: string;
}

function table({ rules }: Catalogue, io: Io): string {
  const rows = rules.map((rule) => [io.style.bold(rule.id), rule.level, rule.party, proofOf(rule), rule.title ?? ""]);
  return columns(rows, io.width)
    .map((line) => `${line}\n`)
    .join("");
}

function totals({ rules }: Catalogue): string {
  const silent = rules.filter(({ notObservable }) => notObservable !== undefined).length;
  const unproven = rules.filter((rule) => rule.unproven !== undefined).length;
  return `${rules.length} rules: ${rules.length - silent} with scenarios, ${silent} not observable, ${unproven} unproven`;
}

function showPage(name: string, flags: RulesFlags, catalogue: Catalogue, io: Io): number {
  const page = findSource(name);
  if (page === undefined) {
    throw usage(`no page for ${name}; there are ${SOURCES.map(({ file }) => file).join(", ")}`);
  }
  const shown = showSource(page, catalogue);
  io.out(flags.json ? `${JSON.stringify(shown, null, 2)}\n` : sourceText(shown, io.width ?? WIDTH, io.style.bold));
  return 0;
}

/**
 * `mmuspec rules`: the catalogue, or the page of one source.
 *
 * @returns the exit code: 1 if `--check` finds a gap
 */
export async function rulesVerb(flags: RulesFlags, io: Io): Promise<number> {
  const { MUTANTS } = await import("../mutants/mutants.ts");
  const law = loadLaw(packageRoot());
  const catalogue = makeCatalogue(law, MUTANTS);
  if (flags.check) {
    const problems = [...law.problems, ...catalogueGaps(catalogue), ...sourceGaps(catalogue.rules)];
    for (const problem of problems) io.out(`${problem}\n`);
    io.err(`${totals(catalogue)}; ${problems.length} problems\n`);
    return problems.length === 0 ? 0 : 1;
  }
  if (flags.source !== undefined) return showPage(flags.source, flags, catalogue, io);
  if (flags.json) io.out(`${JSON.stringify(catalogue, null, 2)}\n`);
  else io.out(`${table(catalogue, io)}${totals(catalogue)}\n`);
  return 0;
}
