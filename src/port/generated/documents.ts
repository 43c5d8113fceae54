/* Generated from schemas/ by `npm run generate`. Do not edit. */

export type Expectation = {
  [k: string]: unknown;
};
export type Verdict =
  | "conforms"
  | "violates"
  | "differs"
  | "not claimed"
  | "expected failure"
  | "stale expectation"
  | "implementation fault"
  | "inconclusive"
  | "could not run"
  | "unstable";

export interface AllShapes {
  Manifest?: Manifest;
  Expectations?: Expectations;
  Verdict?: Verdict;
  Fault?: Fault;
  Interleaving?: Interleaving;
  Sequence?: Sequence;
  SequenceItem?: SequenceItem;
  ScenarioResult?: ScenarioResult;
  Report?: Report;
  Catalogue?: Catalogue;
}
/**
 * An adapter's own description of itself (mmuspec.json).
 */
export interface Manifest {
  $schema?: string;
  name: string;
  /**
   * The argv that starts it, relative to the manifest's folder.
   *
   * @minItems 1
   */
  command: string[];
  /**
   * The argv that builds it, run in the manifest's folder.
   *
   * @minItems 1
   */
  build?: string[];
  /**
   * What it means to claim; compared with its handshake.
   *
   * @minItems 1
   */
  profiles?: string[];
  /**
   * What it means to claim; compared with its handshake.
   *
   * @minItems 1
   */
  capabilities?: string[];
  /**
   * Seconds that one request may take.
   */
  deadline?: number;
  /**
   * An expectations file, relative to the manifest's folder.
   */
  expectations?: string;
}
/**
 * Failures that are known and accepted. A different failure still fails, and a pass is reported as stale.
 */
export interface Expectations {
  $schema?: string;
  protocol?: number;
  suite?: string;
  expectations: Expectation[];
}
export interface Fault {
  kind: string;
  text: string;
  advice?: string;
  stderr?: string;
  messages?: string[];
}
/**
 * What happened as a table: one column a thread, one row a step.
 */
export interface Interleaving {
  threads: string[];
  rows: string[][];
}
/**
 * What happened as a sequence diagram shows it: lifelines of threads and subscribers, and what passes between them.
 */
export interface Sequence {
  threads: string[];
  subscribers: string[];
  items: SequenceItem[];
}
export interface SequenceItem {
  /**
   * call and return: an operation of the thread; callback and callback_exit: between the thread and the subscriber; blocked and unblocked: the thread waits in between; note: what else happened.
   */
  kind: "call" | "return" | "callback" | "callback_exit" | "blocked" | "unblocked" | "note";
  thread: string;
  /**
   * Present for callbacks.
   */
  subscriber?: string;
  text: string;
}
export interface ScenarioResult {
  id: string;
  rule: string;
  name: string;
  profile: string;
  level?: "must" | "may";
  verdict: Verdict;
  /**
   * feature file and line
   */
  location: string;
  /**
   * Why it is not claimed, inconclusive or expected.
   */
  reason?: string;
  /**
   * The step that failed.
   */
  step?: string;
  expected?: string;
  observed?: string;
  interleaving?: Interleaving;
  sequence?: Sequence;
  /**
   * The last messages of the wire.
   */
  messages?: string[];
  stderr?: string;
  fault?: Fault;
  /**
   * The line that runs it again.
   */
  rerun?: string;
  durationMs?: number;
}
/**
 * The result of a run (`mmuspec run --json FILE`). Every other report is made from it.
 */
export interface Report {
  mmuspec: SuiteInfo;
  implementation: ReportImplementation;
  /**
   * Claimed.
   */
  profiles: string[];
  /**
   * Claimed.
   */
  capabilities: string[];
  /**
   * What was asked for: profile, tags, rules.
   */
  selection?: string;
  shard?: Shard;
  /**
   * The accepted failures of a shard: whether one is stale, only all shards together can tell.
   */
  expectations?: AcceptedFailure[];
  rulesClaimed?: number;
  rulesTotal?: number;
  summary: Summary;
  rules: RuleResult[];
  results: ScenarioResult[];
  /**
   * How often each clause of the universal oracle compared something.
   */
  oracle?: {
    [k: string]: number;
  };
  /**
   * What was only ugly: a late exit, a flood on stderr, unknown members.
   */
  notes?: string[];
  faults?: Fault[];
  durationMs?: number;
  exitCode: number;
}
export interface SuiteInfo {
  suite: string;
  protocol: number;
  seed?: number;
}
export interface ReportImplementation {
  name: string;
  version: string;
  language: string;
  issues?: string;
  settle?: string;
}
/**
 * Which part of the run this is (`--shard`); absent for a whole run.
 */
export interface Shard {
  /**
   * From 1.
   */
  index: number;
  count: number;
}
export interface AcceptedFailure {
  rule?: string;
  scenario?: string;
  profile?: string;
  reason: string;
  link?: string;
  observed: string;
}
/**
 * How many (scenario, profile) pairs ended in each verdict; they add up to total.
 */
export interface Summary {
  total: number;
  conforms: number;
  violates: number;
  differs: number;
  notClaimed: number;
  expectedFailures: number;
  staleExpectations: number;
  implementationFaults: number;
  inconclusive: number;
  couldNotRun: number;
  /**
   * Did not end in the same way each time; only where runs were repeated (`--repeat`).
   */
  unstable?: number;
}
export interface RuleResult {
  id: string;
  title?: string;
  text?: string;
  source?: string;
  party?: "core" | "caller" | "subscriber";
  verdict: Verdict;
  scenarios: string[];
}
/**
 * Every rule with its text, source, scenarios and mutants (`mmuspec rules --json`).
 */
export interface Catalogue {
  rules: CatalogueRule[];
}
export interface CatalogueRule {
  id: string;
  group: string;
  title?: string;
  text?: string;
  party: "core" | "caller" | "subscriber";
  level: "must" | "may";
  profiles: string[];
  capabilities: string[];
  source: string;
  scenarios: string[];
  notObservable?: string;
  mutants: string[];
  unproven?: string;
}
