/** Characters a line of a report, where nothing else is known. */
export const WIDTH = 100;

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

/** How many columns a text with marks takes. */
function printedLength(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the kit's own marks
  return text.replace(/\u001b\[\d+m/g, "").length;
}

/** Puts parts, which may carry marks, on lines of at most `width` characters. No part is broken. */
export function wrapParts(parts: readonly string[], separator: string, width: number): string[] {
  const lines: string[] = [];
  parts.forEach((part, at) => {
    const piece = at === parts.length - 1 ? part : part + separator;
    const last = lines.at(-1);
    if (last === undefined || printedLength(last + piece.trimEnd()) > width) lines.push(piece);
    else lines[lines.length - 1] = last + piece;
  });
  return lines.map((line) => line.trimEnd());
}

/**
 * Rows in columns. The last column is wrapped at `width`, if there is one, beside those before it.
 */
export function columns(rows: readonly (readonly string[])[], width?: number): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: Math.max(0, count - 1) }, (_, column) =>
    Math.max(0, ...rows.map((row) => printedLength(row[column] ?? ""))),
  );
  const before = widths.reduce((sum, one) => sum + one + 2, 0);
  const room = Math.max(20, (width ?? Number.POSITIVE_INFINITY) - before);
  return rows.flatMap((row) => {
    const cells = widths.map((one, column) => {
      const cell = row[column] ?? "";
      return cell + " ".repeat(one - printedLength(cell) + 2);
    });
    const [first = "", ...rest] = wrap(row[count - 1] ?? "", room);
    return [cells.join("") + first, ...rest.map((line) => " ".repeat(before) + line)].map((line) => line.trimEnd());
  });
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
