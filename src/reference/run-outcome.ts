import type { RunOutcome } from "../port/generated/protocol.ts";

/** What one execution of a run shows. */
export interface Shown {
  readonly values: readonly string[];
  readonly findings: readonly string[];
  readonly stuck: readonly string[];
}

/** As one line: equal lines are equal outcomes. */
export function sayOutcome({ values, findings, stuck }: Shown): string {
  return JSON.stringify([values, [...new Set(findings)].sort(), [...stuck].sort()]);
}

/** The line as an outcome of the protocol. */
export function toOutcome(line: string, count: number, schedule?: string): RunOutcome {
  const [values, findings, stuck] = JSON.parse(line) as [string[], string[], string[]];
  return {
    values,
    count,
    ...(schedule === undefined ? {} : { schedule }),
    ...(findings.length === 0 ? {} : { findings }),
    ...(stuck.length === 0 ? {} : { stuck }),
  };
}
