import type { RunAnswer, RunOutcome } from "../port/generated/protocol.ts";
import type { Forbidden, OrderProgram } from "../runner/order-program.ts";
import { breachOf, sayRow } from "../runner/outcome-breach.ts";

/** True for an outcome that the table of the program has. */
export function isAllowed({ allowed, forbidden }: OrderProgram, outcome: RunOutcome): boolean {
  if (breachOf(outcome) !== undefined) return false;
  const row = sayRow(outcome.values);
  if (allowed !== undefined) return allowed.some((values) => sayRow(values) === row);
  return !forbidden.some(({ values }) => sayRow(values) === row);
}

/** What the scenario says of an outcome that it forbids by name. */
export function forbiddenRow({ forbidden }: OrderProgram, { values }: RunOutcome): Forbidden | undefined {
  return forbidden.find((row) => sayRow(row.values) === sayRow(values));
}

/** Outcomes that may not be, those that the scenario forbids by name first. */
export function wrongOutcomes(program: OrderProgram, { outcomes }: RunAnswer): RunOutcome[] {
  const named = (outcome: RunOutcome) => (forbiddenRow(program, outcome) === undefined ? 1 : 0);
  return outcomes.filter((outcome) => !isAllowed(program, outcome)).sort((a, b) => named(a) - named(b));
}

/** Outcomes of the table that were not reached. */
export function unreached({ allowed = [] }: OrderProgram, { outcomes }: RunAnswer): string[][] {
  const seen = new Set(outcomes.map(({ values }) => sayRow(values)));
  return allowed.filter((values) => !seen.has(sayRow(values))).map((values) => [...values]);
}
