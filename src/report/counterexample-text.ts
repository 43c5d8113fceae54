import type { Counterexample, ProgramTable } from "../port/generated/documents.ts";
import { interleavingLines } from "./failure-block.ts";
import { sequenceText } from "./sequence-text.ts";
import type { Style } from "./style.ts";
import { textTable, wrap } from "./text-table.ts";
import { visible, visibleLine } from "./visible.ts";

const indent = (lines: readonly string[], by = 2) => lines.map((line) => (line === "" ? "" : " ".repeat(by) + line));

/** A row of a feature's table, its cells as wide as its columns. */
function featureRow(cells: readonly string[], widths: readonly number[]): string {
  return `| ${widths.map((width, at) => (cells[at] ?? "").padEnd(width)).join(" | ")} |`;
}

/** A program as a feature says it. */
export function programLines({ given, threads }: ProgramTable): string[] {
  const height = Math.max(...threads.map(({ calls }) => calls.length));
  const rows = [
    threads.map(({ thread }) => visibleLine(thread)),
    ...Array.from({ length: height }, (_, at) => threads.map(({ calls }) => visibleLine(calls[at] ?? ""))),
  ];
  const widths = threads.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return [
    ...given.map((step, at) => visibleLine(at === 0 ? step.replace(/^And /, "Given ") : step)),
    "When the threads run in every order:",
    ...rows.map((row) => `  ${featureRow(row, widths)}`),
  ];
}

function outcomeLines({ program, expected, observed, breach }: Counterexample, style: Style, width: number): string[] {
  const rows = [...expected.map((values) => ["may be", ...values]), [style.bad("observed"), ...observed]];
  const plain = rows.map(([, ...values], at) => [at === rows.length - 1 ? "observed" : "may be", ...values]);
  const table = textTable(["", ...program.headings], plain).map((line, at) =>
    at === rows.length + 1 ? style.bad(line) : line,
  );
  return [...table, ...(breach === undefined ? [] : wrap(visible(breach), width).map(style.bad))];
}

function titled(title: string, lines: readonly string[], style: Style): string[] {
  return lines.length === 0 ? [] : ["", style.dim(title), ...indent(lines)];
}

/** What happened in an order: the table of its steps, and the same as a diagram. */
export function orderLines(
  { interleaving, sequence }: Pick<Counterexample, "interleaving" | "sequence">,
  style: Style,
  width: number,
): string[] {
  return [
    ...titled("the interleaving", interleavingLines(interleaving, width - 2), style),
    ...titled("as a sequence diagram", sequenceText(sequence, width - 2), style),
  ];
}

/** A counterexample: the smallest program, what it may come to beside what it came to, the order, and how to see it again. */
export function counterexampleLines(counterexample: Counterexample, style: Style, width: number): string[] {
  const { dropped = 0, switches, rule } = counterexample;
  const left = dropped === 0 ? "" : `, ${dropped} ${dropped === 1 ? "part" : "parts"} of the scenario left out`;
  const broken = rule === undefined ? "" : `; the scenario says that it breaks ${rule}`;
  return [
    style.dim(`the smallest program found${left}`),
    ...indent(programLines(counterexample.program)),
    ...titled(
      `what it comes to, after ${switches} switches between threads${broken}`,
      outcomeLines(counterexample, style, width - 2),
      style,
    ),
    ...orderLines(counterexample, style, width),
    ...titled("to see it again", [`npx mmuspec replay ${counterexample.replay}`], style),
  ];
}
