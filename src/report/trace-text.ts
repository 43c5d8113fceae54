import type { TraceOutcome } from "../trace/check-trace.ts";
import { CHECKS, type CheckName, type TraceViolation } from "../trace/checks.ts";
import type { Style } from "./style.ts";
import { WIDTH, wrap } from "./text-table.ts";
import { visibleLine } from "./visible.ts";

/** Violations shown; all are counted. */
const SHOWN = 25;

/** What is known of a rule, by its id. */
export type RuleTitles = ReadonlyMap<string, string>;

function violation(file: string, found: TraceViolation, titles: RuleTitles, style: Style, width: number): string[] {
  const { rule, check, line, text, related } = found;
  return [
    style.bad(`✗ ${rule} ${CHECKS[check].says}`),
    ...wrap(titles.get(rule) === undefined ? "" : `the rule: ${titles.get(rule)}`, width - 2).map(
      (row) => `  ${style.dim(row)}`,
    ),
    ...wrap(`${visibleLine(file)}:${line}: ${visibleLine(text, 300)}`, width - 2).map((row) => `  ${row}`),
    ...related.map((one) => `    line ${one.line}: ${visibleLine(one.what, 200)}`),
    "",
  ];
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

function summary({ counts, found, skipped, lost }: TraceOutcome): string[] {
  const { events, starts, callbacks, inserts, removes } = counts;
  const parts = [
    plural(starts, "start"),
    plural(callbacks, "callback"),
    plural(inserts, "insert"),
    plural(removes, "remove"),
  ];
  const kinds = Object.entries(found).map(([check, count]) => `${CHECKS[check as CheckName].rule} ${check} (${count})`);
  return [
    `${plural(events, "event")}: ${parts.join(", ")}`,
    ...(skipped === 0
      ? []
      : [`${plural(skipped, "line")} that ${skipped === 1 ? "is no event was" : "are no events were"} skipped`]),
    ...(lost ? ["events were lost: what needs the whole trace was not judged"] : []),
    ...(kinds.length === 0 ? [] : [`violated: ${kinds.join(", ")}`]),
  ];
}

/** What was found in a trace as text for people. */
export function traceText(
  file: string,
  outcome: TraceOutcome,
  titles: RuleTitles,
  style: Style,
  width = WIDTH,
): string {
  const { violations, found, counts } = outcome;
  const total = Object.values(found).reduce((sum, count) => sum + count, 0);
  const shown = violations.slice(0, SHOWN);
  const conclusion =
    counts.events === 0
      ? style.bad("There is no event in it, so nothing is known.")
      : total === 0
        ? style.good("No breach that can be seen from outside.")
        : style.bad(`${plural(total, "breach", "breaches")}.`);
  return `${[
    ...shown.flatMap((one) => violation(file, one, titles, style, width)),
    ...(total > shown.length ? [`… and ${total - shown.length} more (--json lists up to 100 of each kind)`, ""] : []),
    ...summary(outcome),
    style.bold(conclusion),
  ].join("\n")}\n`;
}
