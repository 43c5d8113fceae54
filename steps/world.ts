import { setWorldConstructor, World } from "@cucumber/cucumber";
import { type Finding, Oracle } from "../src/oracle/oracle.ts";
import type { Architecture } from "../src/port/architecture.ts";
import type {
  DefineSubscriberParams,
  Event,
  Observation,
  RunAnswer,
  RunColumn,
  RunParams,
  RunThread,
  SetupRequest,
  ThreadState,
} from "../src/port/generated/protocol.ts";
import type { Implementation, Method, Params, Result } from "../src/port/implementation.ts";
import type { ProgramListener } from "../src/runner/order-program.ts";
import type { Session } from "../src/runner/session.ts";
import type { Naming } from "../src/runner/tell-event.ts";
import { Holdings, type Release } from "./holdings.ts";
import { readPhrase } from "./phrase.ts";
import { RangeNames } from "./range-names.ts";
import type { NamedRange } from "./ranges.ts";

/** A call that has returned. */
export interface Returned {
  readonly thread: string;
  readonly op: string;
  readonly result: unknown;
}

/** What a world is besides its profile. */
export interface WorldTraits {
  /** Left out: the default of the port. */
  readonly arch?: Architecture | undefined;
  /** Whether locks are shown. */
  readonly locks: boolean;
}

/** Free runs of a scenario, unless the user says otherwise. */
const DEFAULT_ITERATIONS = 2_000;

/** Requests that make a world what it is; a run replays them before each iteration. */
const SETUP: ReadonlySet<Method> = new Set<Method>(["define_subscriber", "define_table", "script", "call", "open"]);

/** One scenario: the requests that it makes and what it has seen. It holds no semantics. */
export class SpecWorld extends World {
  profile = "";
  /** The architecture of the world; without one, the default. */
  arch: Architecture | undefined;
  /** What the scenario failed with. */
  thrown: unknown;
  /** Everything that was seen in this scenario. */
  readonly history: Event[] = [];
  /** What was seen since the last stimulus that followed a check. */
  window: Event[] = [];
  threads: Record<string, ThreadState> = {};
  /** References of each address space before the window, where a step asks for changes. */
  readonly marks = new Map<string, { users: number; count: number }>();
  watchesReferences = false;
  /** Findings of the oracle that the scenario expects, by clause. */
  readonly expectedFindings = new Set<string>();
  /** The requests since the reset. */
  readonly setup: SetupRequest[] = [];
  /** How many requests there were before each step. */
  private readonly stepStarts: number[] = [];
  /** The threads of a run, until a check says what is observed of them. */
  program: RunThread[] | undefined;
  /** The calls of each of these threads, as the feature says them. */
  readonly cells = new Map<string, readonly string[]>();
  /** The runs that were made, for those who ask again. */
  readonly runs: { readonly params: RunParams; readonly answer: RunAnswer }[] = [];
  /** The order of the outcome that the scenario failed with. */
  schedule: string | undefined;
  readonly ranges = new RangeNames();
  /** What threads hold, until it is wound down. */
  readonly held = new Holdings();
  private oracle: Oracle | undefined;
  private session: Session | undefined;
  private readonly callbacks = new Map<string, readonly string[]>();
  private readonly mms = new Set(["mm"]);
  private checked = true;
  private row = 0;

  /** Begins a scenario in a fresh world of the implementation. */
  async begin(session: Session, profile: string, { arch, locks }: WorldTraits): Promise<void> {
    this.session = session;
    this.profile = profile;
    this.arch = arch;
    this.oracle = new Oracle(profile, (clause) => {
      const counts = session.oracle;
      counts?.set(clause, (counts.get(clause) ?? 0) + 1);
    });
    await this.request("reset", { profile, ...(arch === undefined ? {} : { arch }), ...(locks ? { locks } : {}) });
  }

  get implementation(): Implementation {
    if (this.session === undefined) throw new Error("the scenario has not begun");
    return this.session.implementation;
  }

  get findings(): readonly Finding[] {
    return this.oracle?.findings ?? [];
  }

  request<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    if (SETUP.has(method)) this.setup.push({ method, params } as unknown as SetupRequest);
    return this.implementation.request(method, params);
  }

  /** Whether what happened is to be told although nothing failed. */
  get tellsAll(): boolean {
    return this.session?.tellsAll === true;
  }

  /** The modes of `run` that the implementation offers. */
  get runModes(): readonly string[] {
    return this.session?.handshake.run ?? [];
  }

  /** Hears of programs instead of their being run. */
  get programs(): ProgramListener | undefined {
    return this.session?.programs;
  }

  /** Notes where the requests of the next step begin. */
  beginStep(): void {
    this.stepStarts.push(this.setup.length);
  }

  /** The requests of each step so far. */
  requestsByStep(): SetupRequest[][] {
    return this.stepStarts.map((start, at) => this.setup.slice(start, this.stepStarts[at + 1]));
  }

  /** How often threads run freely. */
  /** Rows that must be seen are not asked for: see the handshake's limits. */
  get ordersAreChance(): boolean {
    return this.session?.handshake.limits?.orders === "chance";
  }

  get iterations(): number {
    return this.session?.iterations ?? DEFAULT_ITERATIONS;
  }

  /** The answer of a run with these columns, if one was made. */
  answerFor(columns: readonly RunColumn[]): RunAnswer | undefined {
    const wanted = JSON.stringify(columns);
    return this.runs.find(({ params }) => JSON.stringify(params.observe) === wanted)?.answer;
  }

  /** Shows what happened in an order instead of what happened so far. */
  show(events: readonly Event[], schedule: string): void {
    this.history.splice(0, this.history.length, ...events);
    this.schedule = schedule;
  }

  range(name: string): NamedRange {
    return this.ranges.find(name);
  }

  /** The words of this feature, for what events carry as numbers. */
  get naming(): Naming {
    return {
      range: (start, end) => this.ranges.ofRange(start, end),
      call: (thread, nth) => this.cells.get(thread)?.[nth - 1],
    };
  }

  async define(params: DefineSubscriberParams): Promise<void> {
    this.callbacks.set(params.subscriber, params.callbacks);
    this.oracle?.defined(params.subscriber, params.callbacks);
    await this.request("define_subscriber", params);
  }

  hasCallback(subscriber: string, callback: string): boolean {
    return this.callbacks.get(subscriber)?.includes(callback) === true;
  }

  /** Before a stimulus: what was checked is done with. */
  beginStimulus(): Promise<void> | undefined {
    if (!this.checked) return undefined;
    this.checked = false;
    this.window = [];
    return this.watchesReferences ? this.markReferences() : undefined;
  }

  beginCheck(): void {
    this.checked = true;
  }

  /** Lets a thread call an operation, said as in the features. */
  async call(thread: string, text: string): Promise<Observation> {
    const { op, args } = readPhrase(this, thread, text);
    if (op === "mm_create") this.mms.add(String(args.mm));
    if (op === "process_exec") this.mms.add(String(args.child));
    return this.carryOut({ thread, op, args });
  }

  private async carryOut({ thread, op, args }: Release): Promise<Observation> {
    this.held.called(thread, op, args);
    this.oracle?.calling({ thread, op, args });
    return this.absorb(await this.request("call", { thread, op, args }));
  }

  async openGate(gate: string): Promise<Observation> {
    this.held.dropGate(gate);
    return this.absorb(await this.request("open", { gate }));
  }

  absorb(observation: Observation): Observation {
    this.history.push(...observation.events);
    this.window.push(...observation.events);
    this.threads = observation.threads;
    for (const event of observation.events) {
      if (event.event !== "return" || event.nested === true) continue;
      this.held.returned(event.thread, event.op, event.result);
    }
    this.oracle?.observed(observation);
    return observation;
  }

  /** The last call of the thread that returned, in the window or in the whole scenario. */
  returned(thread: string, where: readonly Event[] = this.window): Returned | undefined {
    const found = where.findLast(
      (event) => event.event === "return" && event.thread === thread && event.nested !== true,
    );
    return found?.event === "return" ? found : undefined;
  }

  /** Starts a row of a thread table. */
  beginRow(): void {
    this.row = this.history.length;
  }

  /** The thread's last call that returned in this row of a thread table. */
  rowReturned(thread: string): Returned | undefined {
    return this.returned(thread, this.history.slice(this.row));
  }

  /** `blocked on the gate s.invalidate`, for messages. */
  sayBlocked(thread: string): string {
    const on = this.threads[thread]?.on;
    if (on === undefined) return "not blocked";
    // The kernel's own locks need no name besides their kind.
    const name = on.name === undefined || on.name === on.kind ? "" : ` ${on.name}`;
    return `blocked on ${on.kind}${name}`;
  }

  isBlocked(thread: string): boolean {
    return this.threads[thread]?.state === "blocked";
  }

  /**
   * Lets go of all that the scenario holds: gates, then sections and user locks of threads that
   * are idle. What is blocked afterwards waits for ever.
   */
  async windDown(): Promise<void> {
    // A fatal check has ended the world: nobody runs any more, and nobody waits.
    if (this.history.some(({ event }) => event === "fatal")) return;
    for (const gate of this.held.closedGates()) await this.openGate(gate);
    for (const release of this.held.releases((thread) => this.isBlocked(thread))) await this.carryOut(release);
    this.oracle?.woundDown({ events: [], threads: this.threads });
  }

  private async markReferences(): Promise<void> {
    for (const mm of this.mms) {
      const answer = await this.request("query", { of: "mm", mm });
      if ("users" in answer) this.marks.set(mm, { users: answer.users, count: answer.count });
    }
  }
}

setWorldConstructor(SpecWorld);
