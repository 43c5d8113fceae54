import type { Mutant } from "../mutants/mutant.ts";
import type { CatalogueRule } from "../port/generated/documents.ts";
import { columns, WIDTH, wrap } from "../report/text-table.ts";
import type { Io } from "./io.ts";

const ORIGINS: Readonly<Record<Mutant["origin"], string>> = {
  posted: "a defect in the text of a posted patch",
  history: "a defect that the kernel's history or a thread describes",
  upstream: "in Linux 6.1 or 6.12 to this day",
  plausible: "a mistake that an implementer could make",
};

/** A wrong implementation: what it does, where it comes from, which rules it breaks. */
export function explainMutant(
  { id, title, origin, violates }: Mutant,
  rules: readonly CatalogueRule[],
  io: Io,
): string[] {
  const width = io.width ?? WIDTH;
  const broken = rules.filter((rule) => violates.includes(rule.id)).map((rule) => [rule.id, rule.title ?? ""]);
  return [
    ...wrap(`${id} ${title}`, width).map(io.style.bold),
    `  a wrong implementation: ${ORIGINS[origin]}`,
    "",
    "  what it violates",
    ...columns(broken, width - 4).map((line) => `    ${line}`),
    "",
    "  to see it caught",
    `    npx mmuspec mutants --mutant ${id}`,
  ];
}
