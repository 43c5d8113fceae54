import type { RunAnswer, RunOutcome, RunParams } from "../port/generated/protocol.ts";
import type { Implementation } from "../port/implementation.ts";
import { type OrderProgram, requestFor } from "../runner/order-program.ts";

type How = Pick<RunParams, "mode"> & Partial<RunParams>;

/** Asks an implementation to run a program. */
export function runProgram(implementation: Implementation, program: OrderProgram, how: How): Promise<RunAnswer> {
  return implementation.request("run", { ...requestFor(program), ...how });
}

/** Runs a program once, in this order; what is taken may differ from it where the order does not fit. */
export async function replayProgram(
  implementation: Implementation,
  program: OrderProgram,
  schedule: string,
): Promise<RunOutcome> {
  const { outcomes } = await runProgram(implementation, program, { mode: "replay", schedule });
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error("a replay has an outcome");
  return outcome;
}
