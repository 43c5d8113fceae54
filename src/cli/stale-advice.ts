import { relative } from "node:path";
import type { StaleExpectation } from "../runner/expectations.ts";

function entry({ expectation, at }: StaleExpectation): string {
  const lines = JSON.stringify(expectation, null, 2).split("\n");
  return [
    `entry ${at + 1} (${expectation.rule ?? expectation.scenario}) is stale; remove it:`,
    ...lines.map((line) => `-  ${line}`),
  ].join("\n");
}

/** The edit that an expectations file needs. */
export function staleAdvice(stale: readonly StaleExpectation[], file: string): string {
  const near = relative(process.cwd(), file);
  return `${[`${near.startsWith("..") ? file : near}:`, ...stale.map(entry)].join("\n")}\n`;
}
