import { switchesOf } from "../explore/result.ts";
import { readSchedule } from "../explore/schedule.ts";
import type { Counterexample } from "../port/generated/documents.ts";
import type { RunOutcome } from "../port/generated/protocol.ts";
import { interleavingOf } from "../runner/interleaving.ts";
import type { OrderProgram } from "../runner/order-program.ts";
import { breachOf, sayRow } from "../runner/outcome-breach.ts";
import { sequenceOf } from "../runner/sequence.ts";
import type { Naming } from "../runner/tell-event.ts";
import type { ScenarioProgram } from "./collect-programs.ts";
import { forbiddenRow } from "./judge-answer.ts";
import { type Minimal, type Minimising, minimise } from "./minimise.ts";
import { tableOf } from "./program-bounds.ts";
import { programHash } from "./program-hash.ts";
import { writeReplayCode } from "./replay-code.ts";
import { replayProgram } from "./run-program.ts";
import { shortenSchedule } from "./shorten-schedule.ts";

/** The words of a program, for what events carry as numbers. */
export function namingOf(program: OrderProgram): Naming {
  const cells = new Map(program.threads.map(({ thread, calls }) => [thread, calls.map(({ says }) => says)]));
  return {
    range: (start, end) => program.range(start, end),
    call: (thread, nth) => cells.get(thread)?.[nth - 1],
  };
}

/** True if two outcomes say the same. */
function sameOutcome(a: RunOutcome, b: RunOutcome): boolean {
  return sayRow(a.values) === sayRow(b.values) && breachOf(a) === breachOf(b);
}

/** The order with the fewest switches that was found, with all that happens in it. */
async function shortest({ program, outcome }: Minimal, { subject, goesOn }: Minimising): Promise<RunOutcome> {
  const tryOrder = async (schedule: string) => {
    const tried = await replayProgram(subject, program, schedule);
    return { schedule: tried.schedule ?? schedule, same: sameOutcome(tried, outcome) };
  };
  const schedule = await shortenSchedule(outcome.schedule ?? "", tryOrder, goesOn);
  return replayProgram(subject, program, schedule);
}

/** What is told of an order that was replayed. */
export function toldOrder(program: OrderProgram, outcome: RunOutcome) {
  const { values, events = [], schedule = "", findings = [], stuck = [] } = outcome;
  const sequence = sequenceOf(events, namingOf(program));
  const remarks = [...findings, ...stuck];
  return {
    observed: values,
    ...(remarks.length === 0 ? {} : { remarks }),
    switches: switchesOf(readSchedule(schedule) ?? []),
    interleaving: interleavingOf(sequence),
    sequence,
  };
}

/** Wrong outcomes that are made small, to choose among. */
const CANDIDATES = 3;

/** How much a reader has to take in. */
function sizeOf({ program, outcome }: Minimal): number {
  const calls = program.threads.reduce((sum, thread) => sum + thread.calls.length, 0);
  return (calls + program.given.length) * 100 + program.columns.length * 10 + (outcome.stuck?.length ?? 0);
}

/** The smallest program that shows any of the outcomes. */
async function smallest(program: OrderProgram, wrongs: readonly RunOutcome[], how: Minimising) {
  let best: { minimal: Minimal; wrong: RunOutcome } | undefined;
  for (const wrong of wrongs.slice(0, CANDIDATES)) {
    if (best !== undefined && !how.goesOn()) break;
    const minimal = await minimise(program, wrong, how);
    if (best === undefined || sizeOf(minimal) < sizeOf(best.minimal)) best = { minimal, wrong };
  }
  if (best === undefined) throw new Error("nothing is wrong");
  return best;
}

/** Makes the counterexample that people read: the smallest program, the shortest order. */
export async function counterexampleOf(
  { scenario, profile, program, nth }: ScenarioProgram,
  wrongs: readonly RunOutcome[],
  how: Minimising,
  mutant: string | undefined,
): Promise<Counterexample> {
  const { minimal, wrong } = await smallest(program, wrongs, how);
  const outcome = await shortest(minimal, how);
  const rule = forbiddenRow(program, wrong)?.rule;
  const replay = writeReplayCode({
    scenario: scenario.id,
    nth,
    profile,
    ...(mutant === undefined ? {} : { mutant }),
    drops: minimal.drops,
    hash: programHash(minimal.program),
    schedule: outcome.schedule ?? "",
  });
  return {
    program: tableOf(minimal.program),
    dropped: minimal.drops.length,
    ...(rule === undefined ? {} : { rule }),
    expected: minimal.expected.map((values) => [...values]),
    ...toldOrder(minimal.program, outcome),
    allowed: false,
    replay,
  };
}
