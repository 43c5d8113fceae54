/** A fenced block of a Markdown document. */
export interface FencedBlock {
  /** The first word after the fence. */
  readonly language: string;
  /** The file that it is, or changes: `file=` after the first word. */
  readonly file?: string;
  /** The tool that its commands need: `needs=` after the first word. */
  readonly needs?: string;
  readonly lines: readonly string[];
  /** Index of its first line in the document, from 0. */
  readonly start: number;
  /** The comment on the line before the fence, if there is one. */
  readonly comment?: string;
}

const FENCE = /^```\s*(\S*)(?:\s+file=(\S+))?(?:\s+needs=(\S+))?/;
const COMMENT = /^<!--\s*(.*?)\s*-->$/;

/** The fenced blocks of a document, in order. */
export function fencedBlocks(document: readonly string[]): FencedBlock[] {
  const blocks: FencedBlock[] = [];
  for (let at = 0; at < document.length; at++) {
    const fence = FENCE.exec(document[at] ?? "");
    if (fence === null) continue;
    const [, language = "", file, needs] = fence;
    const start = at + 1;
    const end = document.findIndex((line, index) => index >= start && line.startsWith("```"));
    const comment = COMMENT.exec(document[at - 1] ?? "")?.[1];
    const lines = document.slice(start, end < 0 ? document.length : end);
    blocks.push({
      language,
      lines,
      start,
      ...(file === undefined ? {} : { file }),
      ...(needs === undefined ? {} : { needs }),
      ...(comment === undefined ? {} : { comment }),
    });
    at = start + lines.length;
  }
  return blocks;
}
