import { readSchedule, writeSchedule } from "../explore/schedule.ts";
import type { Counterexample } from "../port/generated/documents.ts";
import type { Implementation } from "../port/implementation.ts";
import type { ScenarioProgram } from "./collect-programs.ts";
import { toldOrder } from "./counterexample.ts";
import { forbiddenRow, isAllowed } from "./judge-answer.ts";
import { distinctValues } from "./minimise.ts";
import { tableOf } from "./program-bounds.ts";
import { programHash } from "./program-hash.ts";
import { reduceProgram } from "./reduce-program.ts";
import { type ReplayCode, writeReplayCode } from "./replay-code.ts";
import { replayProgram, runProgram } from "./run-program.ts";

/** What one order came to. */
export interface Replayed {
  readonly order: Counterexample;
}

/** Why a code cannot be replayed any more. */
export interface Stale {
  readonly stale: string;
}

const AGAIN = "`mmuspec explore` gives a new one";

/** What a program may come to: its table where it is whole, else every outcome of the conforming implementation. */
async function expectedOf(program: ScenarioProgram["program"], whole: boolean, conforming: Implementation) {
  if (whole && program.allowed !== undefined) return program.allowed;
  const answer = await runProgram(conforming, program, { mode: "every", maxExecutions: 20_000, maxSeconds: 5 });
  return answer.complete ? distinctValues(answer) : [];
}

/** Replays a code on the program that it names. */
export async function replayOrder(
  of: ScenarioProgram,
  code: ReplayCode,
  subject: Implementation,
  conforming: Implementation,
): Promise<Replayed | Stale> {
  const program = reduceProgram(of.program, new Set(code.drops))?.program;
  if (program === undefined || programHash(program) !== code.hash) {
    return { stale: `the program of ${code.scenario} in ${code.profile} is another one now; ${AGAIN}` };
  }
  const wanted = readSchedule(code.schedule) ?? [];
  const outcome = await replayProgram(subject, program, code.schedule);
  if (outcome.schedule !== writeSchedule(wanted)) {
    return { stale: `the threads of ${code.scenario} cannot take these steps any more; ${AGAIN}` };
  }
  const expected = await expectedOf(program, code.drops.length === 0, conforming);
  const rule = forbiddenRow(program, outcome)?.rule;
  const allowed = isAllowed({ ...program, allowed: expected }, outcome);
  return {
    order: {
      program: tableOf(program),
      dropped: code.drops.length,
      ...(rule === undefined ? {} : { rule }),
      expected: expected.map((values) => [...values]),
      ...toldOrder(program, outcome),
      allowed,
      replay: writeReplayCode(code),
    },
  };
}
