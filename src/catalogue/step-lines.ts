import type { Step } from "./scenario.ts";

/** A table with its columns lined up. */
function tableLines(cells: readonly (readonly string[])[]): string[] {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) => `  | ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`);
}

/** Steps as text, with the rows of their tables as lines of their own. */
export function stepLines(steps: readonly Step[]): string[] {
  return steps.flatMap(({ keyword, text, table = [] }) => [`${keyword}${text}`, ...tableLines(table)]);
}
