import { ELLIPSIS } from "./match-output.ts";

const bare = (lines: readonly string[]) => lines.map((line) => line.trim()).filter((line) => line !== "");

/** Whether the lines of a document stand in a file: one after the other, with gaps where the document has an ellipsis. */
export function isExcerpt(shown: readonly string[], file: readonly string[]): boolean {
  const wanted = bare(shown);
  const there = bare(file);
  return there.some((_, start) => standsAt(wanted, there, start));
}

function standsAt(wanted: readonly string[], there: readonly string[], start: number): boolean {
  let at = start;
  for (const [index, line] of wanted.entries()) {
    if (line === ELLIPSIS) {
      const next = wanted[index + 1];
      at = next === undefined ? at : there.indexOf(next, at);
      if (at < 0) return false;
    } else if (there[at++] !== line) return false;
  }
  return true;
}
