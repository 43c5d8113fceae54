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
  ScriptStep,
  SetupRequest,
  ThreadState,
} from "../src/port/generated/protocol.ts";
import type { Implementation, Method, Params, Result } from "../src/port/implementation.ts";
import type { ProgramListener } from "../src/runner/order-program.ts";
import type { Session } from "../src/runner/session.ts";
import type { Naming } from "../src/runner/tell-event.ts";
import { readPhrase } from "./phrase.ts";
import { findRange, type NamedRange, STANDARD_RANGES } from "./ranges.ts";

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

const PAGE = 0x1000n;

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
  private oracle: Oracle | undefined;
  private session: Session | undefined;
  private readonly ranges = new Map<string, NamedRange>(STANDARD_RANGES);
  private readonly callbacks = new Map<string, readonly string[]>();
  /** Open sections: range object to thread. */
  private readonly open = new Map<string, string>();
  /** The range object of each thread's last non-blocking start. */
  private readonly lastObject = new Map<string, string>();
  private readonly mms = new Set(["mm"]);
  private readonly userLocks = new Map<string, string>();
  private readonly gates = new Set<string>();
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
    const found = findRange(this.ranges, name);
    // Kept under the name that the feature uses, so that events can be told in it.
    this.ranges.set(name, found);
    return found;
  }

  nameRange(name: string, range: NamedRange): void {
    this.ranges.set(name, range);
  }

  /** The name of a range that the feature knows, for a section or interval seen in an event. */
  nameOfRange(start: string | undefined, end: string | undefined): string | undefined {
    if (start === undefined || end === undefined) return undefined;
    for (const [name, { start: first, last }] of this.ranges) {
      if (first.toString(16) === start && (last + 1n).toString(16) === end) return name;
    }
    return `${start}-${end}`;
  }

  /** `A.0`, or `A.0 plus 123` within a page: an address in the names that the feature knows. */
  nameOfAddress(address: string | undefined): string {
    if (address === undefined) return "";
    const at = BigInt(`0x${address}`);
    for (const [name, { start, last }] of this.ranges) {
      if (name.includes(".") || name === "everything" || at < start || at > last) continue;
      const [page, offset] = [(at - start) / PAGE, (at - start) % PAGE];
      return `${name}.${page}${offset === 0n ? "" : ` plus ${offset.toString(16)}`}`;
    }
    return address;
  }

  /** The words of this feature, for what events carry as numbers. */
  get naming(): Naming {
    return {
      range: (start, end) => this.nameOfRange(start, end),
      call: (thread, nth) => this.cells.get(thread)?.[nth - 1],
    };
  }

  /** True if this range object has an open section. */
  isOpen(object: string): boolean {
    return this.open.has(object);
  }

  async define(params: DefineSubscriberParams): Promise<void> {
    this.callbacks.set(params.subscriber, params.callbacks);
    this.oracle?.defined(params.subscriber, params.callbacks);
    await this.request("define_subscriber", params);
  }

  hasCallback(subscriber: string, callback: string): boolean {
    return this.callbacks.get(subscriber)?.includes(callback) === true;
  }

  /** Gates that a script mentions, so that the scenario can be wound down. */
  noteGates(steps: readonly ScriptStep[]): void {
    for (const step of steps) if (step.do === "gate") this.gates.add(step.gate);
  }

  noteGate(gate: string): void {
    this.gates.add(gate);
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
    this.note(thread, op, args);
    this.oracle?.calling({ thread, op, args });
    return this.absorb(await this.request("call", { thread, op, args }));
  }

  async openGate(gate: string): Promise<Observation> {
    this.gates.delete(gate);
    return this.absorb(await this.request("open", { gate }));
  }

  absorb(observation: Observation): Observation {
    this.history.push(...observation.events);
    this.window.push(...observation.events);
    this.threads = observation.threads;
    for (const event of observation.events) {
      if (event.event === "return" && event.nested !== true) this.noteReturn(event);
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

  /** Range names (or objects) of the thread's open sections, oldest first. */
  sectionsOf(thread: string): string[] {
    const own = [...this.open].filter(([, opener]) => opener === thread).map(([object]) => object);
    return own.map((object) => (object.startsWith(`${thread}:`) ? object.slice(thread.length + 1) : object));
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
    for (const gate of [...this.gates]) await this.openGate(gate);
    for (let progress = true; progress; ) progress = (await this.endSections()) || (await this.freeLocks());
    this.oracle?.woundDown({ events: [], threads: this.threads });
  }

  private async endSections(): Promise<boolean> {
    let progress = false;
    for (const [object, thread] of [...this.open]) {
      if (this.isBlocked(thread)) continue;
      this.open.delete(object);
      const args = { range: object };
      this.oracle?.calling({ thread, op: "invalidate_range_end", args });
      this.absorb(await this.request("call", { thread, op: "invalidate_range_end", args }));
      progress = true;
    }
    return progress;
  }

  private async freeLocks(): Promise<boolean> {
    let progress = false;
    for (const [lock, thread] of [...this.userLocks]) {
      if (this.isBlocked(thread)) continue;
      this.userLocks.delete(lock);
      const mapped = lock.startsWith("mmap_lock of ");
      const op = mapped ? "mmap_unlock" : "unlock";
      const args = mapped ? { mm: lock.slice("mmap_lock of ".length) } : { lock };
      this.absorb(await this.request("call", { thread, op, args }));
      progress = true;
    }
    return progress;
  }

  /** Remembers what the scenario holds open. */
  private note(thread: string, op: string, args: Record<string, unknown>): void {
    const { range, lock, mm } = args;
    switch (op) {
      case "invalidate_range_start_nonblock":
        this.lastObject.set(thread, String(range));
        this.open.set(String(range), thread);
        break;
      case "invalidate_range_start":
        this.open.set(String(range), thread);
        break;
      case "invalidate_range_end":
        this.open.delete(String(range));
        break;
      case "lock":
        this.userLocks.set(String(lock), thread);
        break;
      case "unlock":
        this.userLocks.delete(String(lock));
        break;
      case "mmap_lock":
        this.userLocks.set(`mmap_lock of ${String(mm)}`, thread);
        break;
      case "mmap_unlock":
        this.userLocks.delete(`mmap_lock of ${String(mm)}`);
        break;
      case "mm_create":
        this.mms.add(String(mm));
        break;
      case "process_exec":
        this.mms.add(String(args.child));
    }
  }

  /** A non-blocking start that failed opened nothing; a trylock that failed took nothing. */
  private noteReturn(event: Returned): void {
    if (event.op !== "invalidate_range_start_nonblock" || event.result === 0) return;
    for (const [object, thread] of this.open) {
      if (thread === event.thread && this.lastObject.get(thread) === object) this.open.delete(object);
    }
  }

  private async markReferences(): Promise<void> {
    for (const mm of this.mms) {
      const answer = await this.request("query", { of: "mm", mm });
      if ("users" in answer) this.marks.set(mm, { users: answer.users, count: answer.count });
    }
  }
}

setWorldConstructor(SpecWorld);
