import type { Report, ScenarioResult } from "../port/generated/documents.ts";
import { CHANGES, type Change, type Changed, doubts } from "./compare-reports.ts";
import type { Style } from "./style.ts";
import { WIDTH, wrap } from "./text-table.ts";
import { visibleLine } from "./visible.ts";

const MEANING: Readonly<Record<Change, readonly [heading: string, mark: keyof Style]>> = {
  "new failure": ["new failures", "bad"],
  "failed otherwise": ["failed before, and fail in another way now", "bad"],
  lost: ["conformed before, and are not decided any more", "bad"],
  mended: ["mended", "good"],
  changed: ["other changes", "odd"],
  added: ["new, not failing", "dim"],
  gone: ["not there any more", "odd"],
};

/** Pairs named of each kind. */
const LIMIT = 50;

function verdictWords(result: ScenarioResult | undefined): string {
  if (result === undefined) return "nothing";
  const { verdict, observed, fault, reason } = result;
  const detail = verdict === "conforms" ? undefined : (observed ?? fault?.text ?? reason);
  return detail === undefined ? verdict : `${verdict} (${visibleLine(detail, 100)})`;
}

function line({ id, profile, before, after }: Changed, width: number): string[] {
  const text = `${id} in ${profile}: ${verdictWords(before)} → ${verdictWords(after)}`;
  const [first = "", ...rest] = wrap(visibleLine(text, 500), width - 4);
  return [`  ${first}`, ...rest.map((more) => `    ${more}`)];
}

function group(change: Change, all: readonly Changed[], style: Style, width: number): string[] {
  const mine = all.filter((row) => row.change === change);
  if (mine.length === 0) return [];
  const [heading, mark] = MEANING[change];
  const more = mine.length > LIMIT ? [`  … and ${mine.length - LIMIT} more`] : [];
  return [
    style[mark](`${mine.length} ${heading}`),
    ...mine.slice(0, LIMIT).flatMap((row) => line(row, width)),
    ...more,
    "",
  ];
}

function name({ implementation, summary }: Report): string {
  const { name: who, version } = implementation;
  return visibleLine(`${who} ${version}, ${summary.conforms} of ${summary.total} conform`);
}

/** What changed between two reports as text for people, new failures first. */
export function diffText(
  before: Report,
  after: Report,
  changed: readonly Changed[],
  style: Style,
  width = WIDTH,
): string {
  const lines = [
    `before: ${name(before)}`,
    `after:  ${name(after)}`,
    ...doubts(before, after).map((doubt) => style.odd(`note: ${visibleLine(doubt, 400)}`)),
    "",
    ...CHANGES.flatMap((change) => group(change, changed, style, width)),
  ];
  const words = CHANGES.map((change) => [change, changed.filter((row) => row.change === change).length] as const)
    .filter(([, count]) => count > 0)
    .map(([change, count]) => `${count} ${MEANING[change][0]}`);
  return `${[...lines, words.length === 0 ? "Nothing changed." : `${words.join("; ")}.`].join("\n")}\n`;
}
