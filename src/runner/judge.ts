import { locationOf } from "../catalogue/scenario.ts";
import type { Fault, ScenarioResult } from "../port/generated/documents.ts";
import type { CaseOutcome } from "./case-outcome.ts";
import type { Failure } from "./failure.ts";
import type { Pair } from "./plan.ts";

type Judgement = Pick<ScenarioResult, "verdict"> & Partial<ScenarioResult>;

function heading({ scenario, profile }: Pair): Omit<ScenarioResult, "verdict"> {
  const { id, rule, name, level } = scenario;
  return { id, rule, name, profile, level, location: locationOf(scenario) };
}

/** The fault of claiming what is then refused. */
function overClaim(failure: Failure): Fault {
  const kind = "over-claim";
  const text = failure.observed ?? failure.fault?.text ?? "it refused as unsupported an operation that it claims";
  return { kind, text, advice: "claim fewer capabilities or profiles in the handshake, or offer the operation" };
}

function evidence(failure: Failure): Partial<ScenarioResult> {
  const { expected, observed, interleaving, sequence, messages, stderr } = failure;
  return {
    ...(expected === undefined ? {} : { expected }),
    ...(observed === undefined ? {} : { observed }),
    ...(interleaving === undefined ? {} : { interleaving }),
    ...(sequence === undefined ? {} : { sequence }),
    ...(messages === undefined ? {} : { messages: [...messages] }),
    ...(stderr === undefined ? {} : { stderr }),
  };
}

function failed(failure: Failure, level: "must" | "may"): Judgement {
  const seen = evidence(failure);
  if (failure.kind === "unsupported") return { ...seen, verdict: "implementation fault", fault: overClaim(failure) };
  if (failure.kind === "fault") {
    const fault = failure.fault ?? { kind: "unknown", text: failure.observed ?? "the implementation is at fault" };
    return { ...seen, verdict: "implementation fault", fault };
  }
  if (failure.kind === "inconclusive") {
    return { ...seen, verdict: "inconclusive", reason: failure.observed ?? "what was seen decides nothing" };
  }
  return { ...seen, verdict: level === "may" ? "differs" : "violates" };
}

/** The first line of cucumber's message, which names an error of ours. */
function firstLine(text: string): string {
  return text.split("\n")[0] ?? text;
}

function couldNotRun(outcome: CaseOutcome): Judgement {
  const where = outcome.step === undefined ? "a hook" : `step "${outcome.step}"`;
  const why: Record<string, string> = {
    undefined: `${where} has no step definition`,
    ambiguous: `${where} has several step definitions`,
    pending: `${where} is pending`,
    skipped: "it was skipped",
  };
  return {
    verdict: "could not run",
    reason: why[outcome.status] ?? `${where}: ${firstLine(outcome.message ?? "failed")}`,
  };
}

function judgement(pair: Pair, outcome: CaseOutcome): Judgement {
  if (outcome.status === "passed") return { verdict: "conforms", ...outcome.seen };
  if (outcome.failure !== undefined) return failed(outcome.failure, pair.scenario.level);
  return couldNotRun(outcome);
}

/** The result of a pair that was run. */
export function judge(pair: Pair, outcome: CaseOutcome): ScenarioResult {
  const step = outcome.step === undefined ? {} : { step: outcome.step };
  return { ...heading(pair), ...judgement(pair, outcome), ...step, durationMs: outcome.durationMs };
}

/** The result of a pair that was not run, because something is not claimed. */
export function notClaimed(pair: Pair): ScenarioResult {
  return { ...heading(pair), verdict: "not claimed", reason: pair.notClaimed ?? "not claimed" };
}
