import type { Law } from "../catalogue/law.ts";
import type { Fault, Report, ScenarioResult } from "../port/generated/documents.ts";
import type { Handshake } from "../port/generated/protocol.ts";
import { PROTOCOL_VERSION } from "../port/protocol-version.ts";
import { applyExpectations, type Expectation, type StaleExpectation } from "./expectations.ts";
import { judge, notClaimed } from "./judge.ts";
import type { Suite } from "./load-suite.ts";
import { type Pair, planPairs } from "./plan.ts";
import { type Case, runCases } from "./run-cases.ts";
import type { Selection } from "./selection.ts";
import { type Session, useSession } from "./session.ts";
import { suiteVersion } from "./suite.ts";
import { exitCodeOf, ruleResults, summarize } from "./summary.ts";

/** Who is told how a run goes. */
export interface Progress {
  planned?(total: number): void;
  started?(pair: Pair): void;
  finished?(result: ScenarioResult): void;
}

/** What a run needs. */
export interface RunRequest {
  readonly law: Law;
  /** Loads the step definitions; only called if something is to be executed. */
  readonly suite: () => Promise<Suite>;
  readonly session: Session;
  readonly selection: Selection;
  readonly expectations?: readonly Expectation[];
  readonly progress?: Progress;
  /** What was only ugly; read at the end. */
  readonly notes?: readonly string[];
  /** Ends the run early: what is finished is reported. */
  readonly signal?: AbortSignal;
  /** The line that runs a pair again. */
  rerun(pair: Pair): string;
}

/** What came of it. */
export interface RunOutcome {
  readonly report: Report;
  readonly stale: readonly StaleExpectation[];
}

interface PairCase extends Case {
  readonly pair: Pair;
}

function caseOf(pair: Pair): PairCase {
  return { pair, scenario: pair.scenario, tags: [`@profile=${pair.profile}`, `@scenario=${pair.scenario.id}`] };
}

/** Adds what is known besides the verdict: the end of the wire, the line that runs it again. */
function withEvidence(result: ScenarioResult, { session, rerun }: RunRequest, pair: Pair): ScenarioResult {
  if (result.verdict === "conforms") return result;
  const { messages = [], stderr = "" } = result.fault === undefined ? (session.evidence?.() ?? {}) : {};
  return {
    ...(messages.length === 0 ? {} : { messages: [...messages] }),
    ...(stderr === "" ? {} : { stderr }),
    ...result,
    rerun: rerun(pair),
  };
}

async function execute(pairs: readonly Pair[], request: RunRequest): Promise<Map<Pair, ScenarioResult>> {
  const done = new Map<Pair, ScenarioResult>();
  if (pairs.length === 0) return done;
  useSession(request.session);
  await runCases(await request.suite(), pairs.map(caseOf), {
    started: ({ pair }) => request.progress?.started?.(pair),
    finished: ({ pair }, outcome) => {
      if (request.signal?.aborted) return;
      const result = withEvidence(judge(pair, outcome), request, pair);
      done.set(pair, result);
      request.progress?.finished?.(result);
    },
  });
  return done;
}

/** The head of a report: what was judged, by what. */
function head(handshake: Handshake, seed: number | undefined) {
  const { name, version, language, issues } = handshake.implementation;
  return {
    mmuspec: { suite: suiteVersion(), protocol: PROTOCOL_VERSION, ...(seed === undefined ? {} : { seed }) },
    implementation: { name, version, language, ...(issues === undefined ? {} : { issues }), settle: handshake.settle },
    profiles: [...handshake.profiles],
    capabilities: [...handshake.capabilities],
  };
}

function faultsOf(results: readonly ScenarioResult[]): Fault[] {
  const faults = results.flatMap(({ fault }) => (fault === undefined ? [] : [fault]));
  return faults.filter((fault, at) => faults.findIndex(({ text }) => text === fault.text) === at);
}

function interruption(finished: number, planned: number): string[] {
  return finished === planned ? [] : [`interrupted: ${finished} of ${planned} were finished`];
}

/** Judges an implementation. */
export async function run(request: RunRequest): Promise<RunOutcome> {
  const begun = performance.now();
  const pairs = planPairs(request.law.scenarios, request.selection, request.session.handshake);
  const claimed = pairs.filter((pair) => pair.notClaimed === undefined);
  request.progress?.planned?.(claimed.length);
  const done = await execute(claimed, request);
  const raw = pairs.flatMap((pair) => (pair.notClaimed === undefined ? (done.get(pair) ?? []) : notClaimed(pair)));
  const { results, stale } = applyExpectations(raw, request.expectations ?? []);
  const summary = summarize(results);
  const rules = ruleResults(results, request.law.rules);
  const report: Report = {
    ...head(request.session.handshake, request.session.seed),
    selection: request.selection.words,
    rulesClaimed: rules.filter((rule) => rule.verdict !== "not claimed").length,
    rulesTotal: rules.length,
    summary,
    rules,
    results,
    oracle: Object.fromEntries(request.session.oracle ?? []),
    notes: [...(request.notes ?? []), ...interruption(done.size, claimed.length)],
    faults: faultsOf(results),
    durationMs: performance.now() - begun,
    exitCode: exitCodeOf(summary),
  };
  return { report, stale };
}
