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
export function toldOrder(program: OrderProgram, { values, events = [], schedule = "", ...rest }: RunOutcome) {
  const sequence = sequenceOf(events, namingOf(program));
  const breach = breachOf({ values, ...rest, count: 1 });
  return {
    observed: values,
    ...(breach === undefined ? {} : { breach }),
    switches: switchesOf(readSchedule(schedule) ?? []),
    interleaving: interleavingOf(sequence),
    sequence,
  };
}

/** Makes the counterexample that people read: the smallest program, the shortest order. */
export async function counterexampleOf(
  { scenario, profile, program, nth }: ScenarioProgram,
  wrong: RunOutcome,
  how: Minimising,
  mutant: string | undefined,
): Promise<Counterexample> {
  const minimal = await minimise(program, wrong, how);
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
    replay,
  };
}
