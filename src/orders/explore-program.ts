import type { ExploredOutcome, ExploredProgram } from "../port/generated/documents.ts";
import type { RunAnswer, RunOutcome, RunParams } from "../port/generated/protocol.ts";
import type { Implementation } from "../port/implementation.ts";
import { isPortError } from "../port/port-error.ts";
import { breachOf } from "../runner/outcome-breach.ts";
import type { ScenarioProgram } from "./collect-programs.ts";
import { counterexampleOf } from "./counterexample.ts";
import { isAllowed, unreached, wrongOutcomes } from "./judge-answer.ts";
import { boundsOf, tableOf } from "./program-bounds.ts";
import { programHash } from "./program-hash.ts";
import { writeReplayCode } from "./replay-code.ts";
import { runProgram } from "./run-program.ts";

/** How orders are chosen. */
export type Strategy = "dpor" | "stateful" | "random";

/** How programs are explored. */
export interface Exploring {
  /** What is explored. */
  readonly subject: Implementation;
  /** The mutant that it is, if it is one. */
  readonly mutant?: string;
  /** Tells what smaller programs may come to. */
  readonly conforming?: Implementation;
  readonly strategy: Strategy;
  readonly seed?: number;
  readonly maxExecutions?: number;
  readonly maxSeconds?: number;
  /** How long a counterexample may be worked on. */
  readonly minimisingSeconds?: number;
  /** True once the user has had enough. */
  interrupted(): boolean;
}

/** Executions of a random exploration, unless the user says otherwise. */
export const RANDOM_EXECUTIONS = 10_000;
const MINIMISING_SECONDS = 10;

const MODES = { dpor: "every", stateful: "states", random: "random" } as const;

function howToRun({
  strategy,
  seed,
  maxExecutions,
  maxSeconds,
}: Exploring): Partial<RunParams> & Pick<RunParams, "mode"> {
  const bounds = {
    ...(maxExecutions === undefined ? {} : { maxExecutions }),
    ...(maxSeconds === undefined ? {} : { maxSeconds }),
  };
  if (strategy !== "random") return { mode: MODES[strategy], ...bounds };
  return { mode: "random", iterations: maxExecutions ?? RANDOM_EXECUTIONS, seed: seed ?? 1, ...bounds };
}

const CUTS: Readonly<Record<string, string>> = {
  "max-executions": "the bound on executions (--max-executions) was reached",
  "max-seconds": "the bound on time (--max-seconds) was reached",
  interrupted: "it was interrupted",
};

/** The verdict where nothing wrong was seen. */
function clean(answer: RunAnswer, { strategy }: Exploring): Pick<ExploredProgram, "verdict" | "reason"> {
  if (answer.complete) return { verdict: "proven" };
  const reason = answer.cut === undefined ? undefined : CUTS[answer.cut];
  if (strategy === "random" && (answer.cut ?? "max-executions") === "max-executions") return { verdict: "sampled" };
  return { verdict: "cut short", ...(reason === undefined ? {} : { reason }) };
}

function toldOutcome(of: ScenarioProgram, outcome: RunOutcome, mutant: string | undefined): ExploredOutcome {
  const { scenario, profile, nth, program } = of;
  const { values, count, schedule } = outcome;
  const breach = breachOf(outcome);
  const named = { scenario: scenario.id, profile, nth, ...(mutant === undefined ? {} : { mutant }) };
  const code = { ...named, drops: [], hash: programHash(program), schedule: schedule ?? "" };
  return {
    values,
    count,
    allowed: isAllowed(program, outcome),
    ...(breach === undefined ? {} : { breach }),
    ...(schedule === undefined ? {} : { replay: writeReplayCode(code) }),
  };
}

/** What stands in the report of a program whatever came of it. */
function headOf({ scenario, profile, program }: ScenarioProgram) {
  return {
    scenario: scenario.id,
    rule: scenario.rule,
    name: scenario.name,
    profile,
    location: `${scenario.uri}:${scenario.line}`,
    bounds: boundsOf(program),
    program: tableOf(program),
  };
}

async function judged(of: ScenarioProgram, answer: RunAnswer, how: Exploring): Promise<Partial<ExploredProgram>> {
  const { program } = of;
  // Only an order of real threads can be replayed.
  const wrong = wrongOutcomes(program, answer);
  const shown = wrong.filter(({ schedule }) => schedule !== undefined);
  const missing = answer.complete ? unreached(program, answer) : [];
  const never = missing.length === 0 ? {} : { unreached: missing };
  if (wrong.length === 0) return missing.length === 0 ? clean(answer, how) : { verdict: "violated", ...never };
  if (shown.length === 0) return { verdict: "violated", ...never };
  const deadline = performance.now() + (how.minimisingSeconds ?? MINIMISING_SECONDS) * 1000;
  const goesOn = () => !how.interrupted() && performance.now() < deadline;
  const counterexample = await counterexampleOf(of, shown, { ...how, goesOn }, how.mutant);
  return { verdict: "violated", ...never, counterexample };
}

/** Explores one program and judges what it came to. */
export async function exploreProgram(of: ScenarioProgram, how: Exploring): Promise<ExploredProgram> {
  const head = headOf(of);
  const begun = performance.now();
  let answer: RunAnswer;
  try {
    answer = await runProgram(how.subject, of.program, howToRun(how));
  } catch (error) {
    const refused = isPortError(error) && error.code === "unsupported";
    // What a wrong implementation breaks down with is its own affair.
    if (!refused && how.mutant === undefined) throw error;
    const words = error instanceof Error ? error.message : String(error);
    return { ...head, verdict: "not explored", reason: refused ? words : `it broke down: ${words}` };
  }
  const durationMs = performance.now() - begun;
  const { executions, redundant, states, outcomes } = answer;
  return {
    ...head,
    verdict: "cut short",
    ...(await judged(of, answer, how)),
    executions,
    ...(redundant === undefined ? {} : { redundant }),
    ...(states === undefined ? {} : { states }),
    durationMs,
    outcomes: outcomes.map((outcome) => toldOutcome(of, outcome, how.mutant)),
  };
}
