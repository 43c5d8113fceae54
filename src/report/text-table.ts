/** Breaks text into lines of at most `width` characters, at spaces where there are some. */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((line) => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(" ", width);
    const at = space > 0 ? space : width;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...lines, rest];
}

function printedRow(cells: readonly (readonly string[])[], widths: readonly number[]): string[] {
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, column) => (cell[line] ?? "").padEnd(widths[column] ?? 0))
      .join(" | ")
      .trimEnd(),
  );
}

/** A table as lines of text: a head, a rule, the rows. Cells are wrapped at `limit` characters. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[], limit = 56): string[] {
  const cells = [head, ...rows].map((row) => head.map((_, column) => wrap(row[column] ?? "", limit)));
  const widths = head.map((_, column) => Math.max(...cells.flatMap((row) => (row[column] ?? []).map((t) => t.length))));
  const [first = [], ...body] = cells;
  const rule = widths.map((width) => "-".repeat(width)).join("-+-");
  return [...printedRow(first, widths), rule, ...body.flatMap((row) => printedRow(row, widths))];
}
