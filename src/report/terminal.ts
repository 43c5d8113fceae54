import type { Report } from "../port/generated/documents.ts";
import { failureBlock } from "./failure-block.ts";
import { failureGroups } from "./failure-groups.ts";
import type { Style } from "./style.ts";
import { claimLines, conclusion, remarkLines, summaryLine } from "./summary-text.ts";
import { wrap } from "./text-table.ts";
import { visible, visibleLine } from "./visible.ts";

function headLine({ mmuspec, implementation, profiles, selection = "" }: Report): string {
  const { version, language } = implementation;
  // Whoever did not get through the handshake said neither.
  const name = profiles.length === 0 ? implementation.name : `${implementation.name} ${version} (${language})`;
  const seed = mmuspec.seed === undefined ? "" : `, seed ${mmuspec.seed}`;
  return visibleLine(`mmuspec ${mmuspec.suite} on ${name}; ${selection}${seed}`);
}

/** Faults that belong to no scenario, such as a refused handshake. */
function looseFaults(report: Report, style: Style): string[] {
  const shown = new Set(report.results.map(({ fault }) => fault?.text));
  const loose = (report.faults ?? []).filter(({ text }) => !shown.has(text));
  return loose.map(({ kind, text, advice, stderr }) =>
    [
      style.bold(style.bad(`✗ implementation fault: ${visibleLine(kind)}`)),
      `  ${visible(text)}`,
      ...(advice === undefined ? [] : [`  ${visible(advice)}`]),
      ...(stderr === undefined || stderr === ""
        ? []
        : ["", "  the end of stderr", `    ${visible(stderr.trimEnd()).replaceAll("\n", "\n    ")}`]),
    ].join("\n"),
  );
}

/** Blocks shown in full; a run in which everything fails needs no more to be understood. */
const BLOCKS = 20;

function failures(report: Report, style: Style, width: number | undefined): string[] {
  const groups = failureGroups(report);
  const rest = groups.slice(BLOCKS).map(({ first }) => `${first.id} in ${first.profile}: ${first.verdict}`);
  const more =
    rest.length === 0 ? [] : [[`and ${rest.length} more (--html or --json shows all):`, ...rest].join("\n  ")];
  return [...groups.slice(0, BLOCKS).map((group) => failureBlock(group, style, width)), ...more];
}

/**
 * The report of a run as text for people.
 *
 * @param width columns of the terminal, if it is one
 */
export function terminalReport(report: Report, style: Style, width?: number): string {
  const blocks = [...looseFaults(report, style), ...failures(report, style, width)];
  const remarks = remarkLines(report, style, width);
  const begun = report.profiles.length > 0;
  const end = [
    ...(remarks.length === 0 ? [] : [...remarks, ""]),
    ...(begun ? [summaryLine(report, style, width), ...claimLines(report, width).map(style.dim)] : []),
    ...wrap(conclusion(report), width ?? Number.POSITIVE_INFINITY).map((line) =>
      style.bold(report.exitCode === 0 ? style.good(line) : style.bad(line)),
    ),
  ];
  return `${[style.bold(headLine(report)), ...blocks, end.join("\n")].join("\n\n")}\n`;
}
