import type { Verdict } from "../../port/generated/documents.ts";

/** How a verdict looks: never by its colour alone. */
export interface VerdictMark {
  readonly verdict: Verdict;
  /** Stands for it in the attributes that the page's script reads. */
  readonly letter: string;
  readonly sign: string;
  readonly tone: "good" | "bad" | "odd" | "none";
}

/** Every verdict, gravest first, as in the table of gravity. */
export const VERDICT_MARKS: readonly VerdictMark[] = [
  { verdict: "implementation fault", letter: "f", sign: "‼", tone: "bad" },
  { verdict: "could not run", letter: "r", sign: "⊘", tone: "bad" },
  { verdict: "violates", letter: "v", sign: "✗", tone: "bad" },
  { verdict: "unstable", letter: "u", sign: "≈", tone: "bad" },
  { verdict: "stale expectation", letter: "s", sign: "!", tone: "bad" },
  { verdict: "inconclusive", letter: "i", sign: "?", tone: "odd" },
  { verdict: "differs", letter: "d", sign: "≠", tone: "odd" },
  { verdict: "expected failure", letter: "e", sign: "(✗)", tone: "odd" },
  { verdict: "conforms", letter: "c", sign: "✓", tone: "good" },
  { verdict: "not claimed", letter: "n", sign: "–", tone: "none" },
];

/** Stands for a profile in which nothing was judged. */
export const NO_VERDICT = ".";

/** The mark of a verdict. */
export function markOf(verdict: Verdict): VerdictMark {
  const found = VERDICT_MARKS.find((mark) => mark.verdict === verdict);
  if (found === undefined) throw new Error(`there is no mark for ${verdict}`);
  return found;
}

/** The mark of the gravest of some letters; undefined where nothing was judged. */
export function gravestMark(letters: string): VerdictMark | undefined {
  return VERDICT_MARKS.find(({ letter }) => letters.includes(letter));
}
