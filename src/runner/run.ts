import type { Law } from "../catalogue/law.ts";
import { stepLines } from "../catalogue/step-lines.ts";
import type { Report, ScenarioResult } from "../port/generated/documents.ts";
import type { Handshake } from "../port/generated/protocol.ts";
import { PROTOCOL_VERSION } from "../port/protocol-version.ts";
import { acceptExpected, type Expectation, markStale, type StaleExpectation } from "./expectations.ts";
import { consequences } from "./finish-report.ts";
import { judge, notClaimed } from "./judge.ts";
import type { Suite } from "./load-suite.ts";
import { type Pair, planPairs } from "./plan.ts";
import { combineRepeats } from "./repeat.ts";
import { type Case, runCases } from "./run-cases.ts";
import type { Selection } from "./selection.ts";
import { type Session, useSession } from "./session.ts";
import { suiteVersion } from "./suite.ts";

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
  /** Ends the run after the first result that is not as required. */
  readonly failFast?: boolean;
  /** How often each pair is run; 1 unless said otherwise. */
  readonly repeat?: number;
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
    steps: stepLines(pair.scenario.steps),
    rerun: rerun(pair),
  };
}

/** What ends a run that is to stop at the first failure. */
const FAILURES = new Set(["violates", "implementation fault", "inconclusive", "could not run"]);

function endsRun(result: ScenarioResult, { failFast, expectations = [] }: RunRequest): boolean {
  return failFast === true && acceptExpected([result], expectations).some(({ verdict }) => FAILURES.has(verdict));
}

/** Every pair, in rounds: what is unstable shows better when other scenarios come between. */
function rounds(pairs: readonly Pair[], repeat: number): PairCase[] {
  return Array.from({ length: repeat }, () => pairs.map(caseOf)).flat();
}

/** The results of each pair that was run, oldest first. */
async function execute(pairs: readonly Pair[], request: RunRequest): Promise<Map<Pair, ScenarioResult[]>> {
  const done = new Map<Pair, ScenarioResult[]>();
  if (pairs.length === 0) return done;
  let over = false;
  useSession({ ...request.session, skipsRest: () => over });
  await runCases(await request.suite(), rounds(pairs, request.repeat ?? 1), {
    started: ({ pair }) => {
      if (!over) request.progress?.started?.(pair);
    },
    finished: ({ pair }, outcome) => {
      if (over || request.signal?.aborted) return;
      const result = withEvidence(judge(pair, outcome), request, pair);
      done.set(pair, [...(done.get(pair) ?? []), result]);
      over = endsRun(result, request);
      request.progress?.finished?.(result);
    },
  });
  return done;
}

function combined(done: ReadonlyMap<Pair, readonly ScenarioResult[]>, pair: Pair): ScenarioResult[] {
  const [first, ...others] = done.get(pair) ?? [];
  return first === undefined ? [] : [combineRepeats([first, ...others])];
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

function interruption(finished: number, planned: number, { failFast, signal }: RunRequest): string[] {
  if (finished === planned) return [];
  const stopped = failFast === true && signal?.aborted !== true;
  return [`${stopped ? "stopped at the first failure" : "interrupted"}: ${finished} of ${planned} were finished`];
}

/** Whether an expectation is stale, only a whole run can tell; a shard hands them on. */
function expected(raw: readonly ScenarioResult[], { selection, expectations = [] }: RunRequest) {
  const accepted = acceptExpected(raw, expectations);
  if (selection.shard === undefined) return { ...markStale(accepted, expectations), handedOn: {} };
  return { results: accepted, stale: [], handedOn: { shard: selection.shard, expectations: [...expectations] } };
}

/** Judges an implementation. */
export async function run(request: RunRequest): Promise<RunOutcome> {
  const begun = performance.now();
  const { law, session, selection } = request;
  const pairs = planPairs(law.scenarios, selection, session.handshake);
  const claimed = pairs.filter((pair) => pair.notClaimed === undefined);
  const planned = claimed.length * (request.repeat ?? 1);
  request.progress?.planned?.(planned);
  const done = await execute(claimed, request);
  const raw = pairs.flatMap((pair) => (pair.notClaimed === undefined ? combined(done, pair) : notClaimed(pair)));
  const finished = [...done.values()].reduce((sum, results) => sum + results.length, 0);
  const { results, stale, handedOn } = expected(raw, request);
  const report: Report = {
    ...head(session.handshake, session.seed),
    selection: selection.words,
    ...handedOn,
    ...consequences(results, law, []),
    oracle: Object.fromEntries(session.oracle ?? []),
    notes: [...(request.notes ?? []), ...interruption(finished, planned, request)],
    durationMs: performance.now() - begun,
  };
  return { report, stale };
}
