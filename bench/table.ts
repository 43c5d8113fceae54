import type { Goal } from "./benchmark.ts";
import type { Result } from "./measure.ts";

function goalWords(goal: Goal | undefined): string {
  if (goal === undefined) return "-";
  return "atLeast" in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
}

function verdict({ met }: Result): string {
  if (met === undefined) return "";
  return met ? "met" : "missed";
}

function value(number: number, unit: string): string {
  return `${number >= 100 ? number.toFixed(0) : number.toPrecision(3)} ${unit}`;
}

function row(result: Result): string[] {
  const { benchmark, figure, unit, goal, median, min, max, ours, peer, pairs } = result;
  const spread = `${min.toFixed(2)} to ${max.toFixed(2)}`;
  const values = `${value(ours, unit)} / ${value(peer, unit)}`;
  return [benchmark, figure, goalWords(goal), median.toFixed(2), verdict(result), spread, String(pairs), values];
}

const HEAD = ["benchmark", "figure", "goal", "ratio", "", "min to max", "pairs", "ours / peer"];

/** The results as a table for the terminal. */
export function table(results: readonly Result[]): string {
  const rows = [HEAD, ...results.map(row)];
  const widths = HEAD.map((_, at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return `${[lines[0], rule, ...lines.slice(1)].join("\n")}\n`;
}
