import type { Counterexample, ProgramTable } from "../port/generated/documents.ts";
import { interleavingLines } from "./failure-block.ts";
import { plural } from "./plural.ts";
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
    ...given.flatMap((step, at) => visible(at === 0 ? step.replace(/^And /, "Given ") : step).split("\n")),
    "When the threads run in every order:",
    ...rows.map((row) => `  ${featureRow(row, widths)}`),
  ];
}

function outcomeLines(counterexample: Counterexample, style: Style, width: number): string[] {
  const { program, expected, observed, allowed, remarks = [] } = counterexample;
  const mark = allowed ? style.good : style.bad;
  const rows = [...expected.map((values) => ["allowed", ...values]), ["observed", ...observed]];
  const table = textTable(["", ...program.headings], rows, Math.max(12, Math.floor(width / (observed.length + 1)) - 3));
  const last = table.findIndex((line) => line.startsWith("observed"));
  return [
    ...table.map((line, at) => (at >= last ? mark(line) : line)),
    ...remarks.flatMap((remark) => wrap(visible(remark), width).map(mark)),
  ];
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
      `what it comes to, after ${plural(switches, "switch", "switches")} between threads${broken}`,
      outcomeLines(counterexample, style, width - 2),
      style,
    ),
    ...orderLines(counterexample, style, width),
    ...titled("to see it again", [`npx mmuspec replay ${counterexample.replay}`], style),
  ];
}
