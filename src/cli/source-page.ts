import type { SourcePage } from "../catalogue/sources/source-page.ts";
import type { Catalogue, CatalogueRule } from "../port/generated/documents.ts";
import type { SourceShown } from "../report/source-text.ts";

/** How a rule is proven, in a few words. */
export function proofOf({ scenarios, mutants, notObservable, unproven }: CatalogueRule): string {
  if (notObservable !== undefined) return "not observable";
  const shown = `${scenarios.length} scenario${scenarios.length === 1 ? "" : "s"}`;
  const proven = unproven === undefined ? `${mutants.length} mutant${mutants.length === 1 ? "" : "s"}` : "unproven";
  return `${shown}, ${proven}`;
}

/** The page of a document with its rules as the catalogue has them. */
export function showSource(page: SourcePage, { rules }: Catalogue): SourceShown {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const shown = (id: string) => {
    const rule = known.get(id);
    return { id, title: rule?.title ?? "", proof: rule === undefined ? "no such rule" : proofOf(rule) };
  };
  return {
    ...page,
    statements: page.statements.map((statement) => ({ ...statement, rules: statement.rules.map(shown) })),
  };
}
