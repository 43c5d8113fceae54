import type { CatalogueRule } from "../port/generated/documents.ts";
import { arm64Upgrades2023 } from "./sources/arm64-upgrades-2023.ts";
import { intervalUpdates2019 } from "./sources/interval-updates-2019.ts";
import { onDemandPaging2014 } from "./sources/on-demand-paging-2014.ts";
import { pairing2019 } from "./sources/pairing-2019.ts";
import { setPteAtNotify2014 } from "./sources/set-pte-at-notify-2014.ts";
import type { SourcePage } from "./sources/source-page.ts";

/** The documents that the rules were drawn from first, each with its page. */
export const SOURCES: readonly SourcePage[] = [
  intervalUpdates2019,
  onDemandPaging2014,
  setPteAtNotify2014,
  arm64Upgrades2023,
  pairing2019,
];

/** The page of a document, by its file name or the number that this begins with. */
export function findSource(name: string): SourcePage | undefined {
  return SOURCES.find(({ file }) => file === name || file.startsWith(`${name}_`) || file === `${name}.txt`);
}

/** The rules of a page, in the order in which it names them. */
export function rulesOf({ statements }: SourcePage): string[] {
  return [...new Set(statements.flatMap(({ rules }) => rules))];
}

/** What is missing: a rule that cites a document and is not on its page, a page that names a rule that there is not. */
export function sourceGaps(rules: readonly Pick<CatalogueRule, "id" | "source">[]): string[] {
  const known = new Set(rules.map(({ id }) => id));
  return SOURCES.flatMap((page) => {
    const named = new Set(rulesOf(page));
    const absent = rules.filter(({ id, source }) => source.includes(page.file) && !named.has(id));
    const strangers = [...named].filter((id) => !known.has(id));
    return [
      ...absent.map(({ id }) => `${id} cites ${page.file}, and is not on its page (src/catalogue/sources)`),
      ...strangers.map((id) => `the page of ${page.file} names ${id}, and there is no such rule`),
    ];
  });
}
