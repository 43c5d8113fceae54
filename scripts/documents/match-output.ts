/** Stands for any lines where it is a line, and for any text within one. */
export const ELLIPSIS = "…";

/** A count, or a line number: neither part of an id, nor of a version. */
const COUNT = /(?<![\w.-])\d+(?![\w-]|\.\d)/g;

function pattern(line: string): RegExp {
  const parts = line.split(ELLIPSIS).map((part) =>
    part
      .split(COUNT)
      .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
      .join("\\d+"),
  );
  return new RegExp(`^${parts.join(".*")}$`);
}

/**
 * Compares what a document shows with what was printed. Counts may differ: they grow with the suite,
 * and `--write` brings them up to date.
 *
 * @returns the shown lines with what was printed in their place, or undefined if they do not agree
 */
export function matchOutput(shown: readonly string[], printed: readonly string[]): string[] | undefined {
  const [first, ...rest] = shown;
  if (first === undefined) return printed.length === 0 ? [] : undefined;
  if (first === ELLIPSIS) {
    for (let skipped = 0; skipped <= printed.length; skipped++) {
      const tail = matchOutput(rest, printed.slice(skipped));
      if (tail !== undefined) return [first, ...tail];
    }
    return undefined;
  }
  const line = printed[0];
  if (line === undefined || !pattern(first).test(line)) return undefined;
  const tail = matchOutput(rest, printed.slice(1));
  return tail === undefined ? undefined : [first.includes(ELLIPSIS) ? first : line, ...tail];
}
