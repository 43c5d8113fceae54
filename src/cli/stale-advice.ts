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
  return `${[`${file}:`, ...stale.map(entry)].join("\n")}\n`;
}
