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
/**
 * proven: every order was covered, and the outcomes are exactly those of the table. violated: an outcome is not allowed, or one of the table is never reached. sampled: nothing wrong was seen in orders drawn at random. cut short: nothing wrong was seen before a bound was reached. not explored: the strategy cannot be used.
 */
export type ProgramVerdict = "proven" | "violated" | "sampled" | "cut short" | "not explored";
/**
 * Lower case, without leading zeros.
 */
export type Hex = string;
/**
 * One line of a recorded trace (`mmuspec check-trace FILE`): a head, which may be the first line, or an event. Calls and callbacks of a thread nest.
 */
export type TraceLine = TraceHead | TraceEvent;

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
  ExploredMutant?: ExploredMutant;
  ProgramVerdict?: ProgramVerdict;
  ProgramBounds?: ProgramBounds;
  ProgramTable?: ProgramTable;
  ExploredOutcome?: ExploredOutcome;
  Counterexample?: Counterexample;
  ExploredProgram?: ExploredProgram;
  Exploration?: Exploration;
  TraceHead?: TraceHead;
  TraceEvent?: TraceEvent;
  Hex?: Hex;
  TraceLine?: TraceLine;
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
   * How often threads run freely in a scenario, unless --iterations says so.
   */
  iterations?: number;
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
  /**
   * The scenario as it is written, rows of tables as lines of their own; only of what was run and does not conform.
   */
  steps?: string[];
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
  level?: "must" | "may";
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
export interface ExploredMutant {
  id: string;
  title: string;
}
/**
 * What a proof is about: no more threads, calls and pages than these.
 */
export interface ProgramBounds {
  threads: number;
  /**
   * Operations of these threads.
   */
  calls: number;
  /**
   * Operations before them.
   */
  prepared?: number;
  /**
   * Pages that any operation names.
   */
  pages?: number;
  subscribers?: number;
}
/**
 * A program in the words of the features.
 */
export interface ProgramTable {
  given: string[];
  threads: ProgramTableThread[];
  /**
   * What is observed.
   */
  headings: string[];
}
export interface ProgramTableThread {
  thread: string;
  calls: string[];
}
export interface ExploredOutcome {
  /**
   * In the order of the headings.
   */
  values: string[];
  /**
   * Executions, or final states, that end so.
   */
  count: number;
  allowed: boolean;
  /**
   * What is wrong whatever the table says.
   */
  breach?: string;
  /**
   * `mmuspec replay` takes it.
   */
  replay?: string;
}
/**
 * A smallest program that was found to go wrong, and an order in which it does.
 */
export interface Counterexample {
  program: ProgramTable;
  /**
   * Calls, steps of the preparation and columns that were not needed.
   */
  dropped?: number;
  /**
   * The rule that the outcome breaks, where the scenario says so.
   */
  rule?: string;
  expected: string[][];
  observed: string[];
  allowed: boolean;
  /**
   * Findings of the universal oracle, and who waits for ever and why: deadlock, lost wake-up or starvation.
   */
  remarks?: string[];
  /**
   * How often the order goes from one thread to another.
   */
  switches: number;
  interleaving: Interleaving;
  sequence: Sequence;
  replay: string;
}
export interface ExploredProgram {
  scenario: string;
  rule: string;
  title?: string;
  text?: string;
  source?: string;
  name: string;
  profile: string;
  location: string;
  verdict: ProgramVerdict;
  /**
   * Why it was cut short or not explored.
   */
  reason?: string;
  bounds: ProgramBounds;
  program: ProgramTable;
  executions?: number;
  /**
   * Executions given up as equal to earlier ones.
   */
  redundant?: number;
  /**
   * stateful: states that were visited.
   */
  states?: number;
  durationMs?: number;
  outcomes?: ExploredOutcome[];
  /**
   * Outcomes of the table that no order leads to.
   */
  unreached?: string[][];
  counterexample?: Counterexample;
}
/**
 * What an exploration found (`mmuspec explore --json FILE`).
 */
export interface Exploration {
  mmuspec: {
    suite: string;
    protocol: number;
  };
  /**
   * The reference, or a mutant of it.
   */
  implementation: string;
  mutant?: ExploredMutant;
  strategy: "dpor" | "stateful" | "random";
  seed?: number;
  /**
   * The memory model, and what a proof does not say. Holds for every program.
   */
  assumptions: string;
  programs: ExploredProgram[];
  /**
   * Programs that were selected and not begun.
   */
  notExplored?: number;
  durationMs?: number;
  exitCode: number;
}
export interface TraceHead {
  trace: "mmuspec";
  version: 1;
  /**
   * Everything that concerns these address spaces was recorded, from before their first subscriber to the end. Otherwise (the default) what may have begun earlier or gone on later is not held against anybody.
   */
  complete?: boolean;
  /**
   * Where it was recorded: kernel, tool.
   */
  source?: string;
}
export interface TraceEvent {
  /**
   * A thread enters or leaves an operation of the core, or a callback of a subscriber.
   */
  event: "call" | "return" | "callback" | "callback_exit";
  /**
   * Whatever tells threads apart, such as a thread id.
   */
  thread: string;
  /**
   * Only shown.
   */
  time?: number;
  /**
   * Of call and return. exit is the release step of an address space (__mmu_notifier_release).
   */
  op?:
    | "invalidate_range_start"
    | "invalidate_range_end"
    | "interval_insert"
    | "interval_remove"
    | "interval_update"
    | "read_begin"
    | "register"
    | "unregister"
    | "put"
    | "synchronize"
    | "exit";
  /**
   * Of callback and callback_exit.
   */
  callback?:
    | "release"
    | "invalidate_range_start"
    | "invalidate_range_end"
    | "invalidate_range"
    | "arch_invalidate_secondary_tlbs"
    | "free_notifier"
    | "invalidate";
  /**
   * Whatever tells subscribers apart, such as an address.
   */
  subscriber?: string;
  mm?: string;
  /**
   * Of a range: its first byte.
   */
  start?: string;
  /**
   * Of a range: the first byte behind it.
   */
  end?: string;
  /**
   * Of interval_insert and interval_update, in bytes.
   */
  length?: string;
  /**
   * Of invalidate_range_start; true unless said otherwise.
   */
  blockable?: boolean;
  /**
   * Of return and callback_exit: 0, a negative errno or its name, true or false.
   */
  result?: number | string | boolean | null;
}
