/** A command of a console block, and what the document says that it prints. */
export interface Exchange {
  readonly command: string;
  readonly output: readonly string[];
  /** Index of its first line of output within the block. */
  readonly at: number;
  /** Exit code: 0, or what a following `echo $?` shows. */
  readonly code: number;
}

const PROMPT = "$ ";
const SHOW_CODE = "$ echo $?";

/** Reads a console block: lines that begin with a dollar sign are typed, the others are printed. */
export function exchanges(lines: readonly string[]): Exchange[] {
  const found: Exchange[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (!line.startsWith(PROMPT) || line === SHOW_CODE) continue;
    const next = lines.findIndex((other, index) => index > at && other.startsWith(PROMPT));
    const end = next < 0 ? lines.length : next;
    const code = lines[end] === SHOW_CODE ? Number(lines[end + 1]) : 0;
    found.push({ command: line.slice(PROMPT.length), output: lines.slice(at + 1, end), at: at + 1, code });
  }
  return found;
}
