import { loadLaw } from "../../src/catalogue/law.ts";
import { SOURCES } from "../../src/catalogue/sources.ts";
import { sourceMarkdown } from "../../src/report/source-text.ts";
import { packageRoot } from "../../src/runner/suite.ts";

/** docs/sources/*.md: what each statement of a source document became. */
export function sourcePages(): [path: string, text: string][] {
  const titles = new Map(loadLaw(packageRoot()).rules.map(({ id, title }) => [id, title]));
  return SOURCES.map((page) => {
    const shown = (id: string) => ({ id, title: titles.get(id) ?? "", proof: "" });
    const statements = page.statements.map((one) => ({ ...one, rules: one.rules.map(shown) }));
    return [`docs/sources/${page.file.replace(/\.txt$/, ".md")}`, sourceMarkdown({ ...page, statements })];
  });
}
