import type { KernelWorld } from "../explore/kernel-program.ts";
import { AFTER, idOf, pack } from "../kernel/access.ts";
import type { Coroutine, Point } from "../kernel/point.ts";
import { sayPoint } from "../kernel/say-point.ts";
import { standstill } from "../kernel/standstill.ts";
import type { KThread } from "../kernel/thread.ts";
import type { TraceEvent } from "../kernel/trace.ts";
import { Oracle } from "../oracle/oracle.ts";
import type {
  DefineSubscriberParams,
  RunCall,
  RunColumn,
  RunParams,
  SetupRequest,
} from "../port/generated/protocol.ts";
import { toWire } from "./observe.ts";
import { runnerOf } from "./operations.ts";
import type { Parts } from "./parts.ts";
import { flagsAt, query } from "./query.ts";
import { applyRequest, checkArguments } from "./requests.ts";
import { sayOutcome } from "./run-outcome.ts";
import { World } from "./world.ts";

/** One call of a thread that has returned. */
interface Done {
  readonly result: unknown;
  readonly waited: boolean;
}

const NEXT_CALL: Point = { access: pack(idOf("next call"), AFTER), wait: { kind: "other", name: "next call" } };

/** What happened in one execution of a run. */
export class RunWorld implements KernelWorld {
  readonly world: World;
  readonly threads: Readonly<Record<string, () => Coroutine<unknown>>>;
  /** All that happened; known once the outcome was asked for. */
  events: readonly TraceEvent[] = [];
  private readonly oracle: Oracle;
  private readonly done = new Map<string, Done[]>();
  private readonly waiting = new Set<string>();
  /** Who took the last step, in a replay. */
  private last: string | undefined;
  private readonly sleepsBefore = new Map<string, number>();

  constructor(
    parts: Parts,
    private readonly params: RunParams,
  ) {
    this.world = new World(parts, params.profile, params.arch);
    this.oracle = new Oracle(params.profile, () => {});
    for (const request of params.setup) this.prepare(request);
    this.threads = Object.fromEntries(
      params.threads.map(({ thread, calls }) => [thread, () => this.calls(thread, calls)]),
    );
  }

  get kernel() {
    return this.world.machine.kernel;
  }

  /** One request of the setup: it runs to its end before the threads begin. */
  private prepare({ method, params }: SetupRequest): void {
    if (method === "define_subscriber") {
      const { subscriber, callbacks } = params as unknown as DefineSubscriberParams;
      this.oracle.defined(subscriber, callbacks);
    }
    if (method === "call") this.oracle.calling(params as never);
    const answer = applyRequest(this.world, method, params as never);
    if ("events" in answer) this.oracle.observed(answer);
  }

  private *calls(thread: string, calls: readonly RunCall[]): Coroutine {
    const results: Done[] = [];
    this.done.set(thread, results);
    for (const [at, { op, args }] of calls.entries()) {
      const { kernel } = this;
      // Whatever a call looks at first, others may have come between it and the call before.
      if (at > 0) yield NEXT_CALL;
      checkArguments(op, args);
      kernel.emit({ event: "call", thread, op, args });
      const sleeps = kernel.current.sleeps;
      this.sleepsBefore.set(thread, sleeps);
      const result = yield* runnerOf(this.world, op)(this.world, args);
      kernel.emit({ event: "return", thread, op, result });
      results.push({ result, waited: kernel.current.sleeps > sleeps });
    }
  }

  /** Traces that a thread is left in the middle of a call because another one goes on. */
  noteSwitch(next: string): void {
    const { scheduler } = this.kernel;
    const left = this.last === undefined || this.last === next ? undefined : scheduler.thread(this.last);
    this.last = next;
    if (left?.point === undefined || left.point === NEXT_CALL || !left.runnable) return;
    this.kernel.emit({ event: "preempted", thread: left.name, before: sayPoint(left.point) });
  }

  /** Traces which of the named threads cannot go on, and which can again. */
  noteWaits(): void {
    const { kernel, waiting } = this;
    for (const thread of Object.keys(this.threads)) {
      const { point, runnable } = kernel.scheduler.thread(thread);
      const waits = point !== undefined && !runnable;
      if (waits === waiting.has(thread)) continue;
      if (waits) kernel.emit({ event: "blocked", thread, on: { ...point.wait } });
      else kernel.emit({ event: "unblocked", thread });
      if (waits) waiting.add(thread);
      else waiting.delete(thread);
    }
  }

  /** The outcome as a line of JSON: the values of the columns, what the oracle found, who is stuck. */
  outcome(stuck: readonly KThread[]): string {
    const events = this.kernel.drain();
    this.events = events;
    for (const event of events) this.watch(event);
    const values = this.params.observe.map((column) => this.valueOf(column, events));
    return sayOutcome({
      values,
      findings: this.oracle.findings.map(({ clause, text }) => `${clause}: ${text}`),
      // After all else was read: it disturbs the world.
      stuck: stuck.length === 0 ? [] : standstill(stuck, this.kernel.scheduler),
    });
  }

  private watch(event: TraceEvent): void {
    if (event.event === "call") this.oracle.calling(event);
    else this.oracle.observed({ events: [toWire(event)], threads: {} });
  }

  private valueOf(column: RunColumn, events: readonly TraceEvent[]): string {
    switch (column.of) {
      case "result":
        return this.resultOf(column.thread, column.call);
      case "waited":
        return this.waited(column.thread, column.call) ? "yes" : "no";
      case "calls":
        return String(callsOf(events, column).length);
      case "caller":
        return callsOf(events, column).at(-1)?.thread ?? "nobody";
      case "warnings":
        return String(events.filter(({ event }) => event === "warning").length);
      case "freed":
        return this.world.mm(column.mm).freed ? "yes" : "no";
      case "entry":
        return this.entry(column.mirror, column.address);
      case "commands":
        return String(commandsOf(events, column.subscriber, column.command).length);
      case "context":
        return commandsOf(events, column.subscriber, "context").at(-1)?.context ?? "none";
      case "flags":
        return flagsAt(this.world, column.address);
    }
  }

  private resultOf(thread: string, call: number): string {
    const done = this.done.get(thread)?.[call - 1];
    return done === undefined ? "blocked" : (done.result ?? "nothing").toString();
  }

  private waited(thread: string, call: number): boolean {
    const done = this.done.get(thread) ?? [];
    const finished = done[call - 1];
    if (finished !== undefined) return finished.waited;
    const now = this.kernel.scheduler.thread(thread).sleeps;
    return done.length === call - 1 && now > (this.sleepsBefore.get(thread) ?? 0);
  }

  /** What a device sees of a page, beside what the page table has there. */
  private entry(mirror: string, address: string): string {
    const find = (of: "secondary" | "page_table", name: string) => {
      const answer = query(this.world, of === "secondary" ? { of, subscriber: name } : { of, mm: name });
      return "entries" in answer ? answer.entries.find((entry) => entry.address === address) : undefined;
    };
    const seen = find("secondary", mirror);
    if (seen === undefined) return "absent";
    const primary = find("page_table", "mm");
    // An entry of a device's own has no permission of the CPU's.
    const mayWrite = seen.write !== true || primary?.write === true || primary?.special !== undefined;
    return primary?.page === seen.page && mayWrite ? "current" : "stale";
  }
}

type Enter = Extract<TraceEvent, { event: "callback" }>;

function callsOf(
  events: readonly TraceEvent[],
  { subscriber, callback, thread }: { subscriber: string; callback: string; thread?: string },
): Enter[] {
  return events.filter(
    (event): event is Enter =>
      event.event === "callback" &&
      event.subscriber === subscriber &&
      event.callback === callback &&
      (thread === undefined || event.thread === thread),
  );
}

type Command = Extract<TraceEvent, { event: "command" }>;

function commandsOf(events: readonly TraceEvent[], subscriber: string, command: string): Command[] {
  return events.filter(
    (event): event is Command =>
      event.event === "command" && event.subscriber === subscriber && event.command === command,
  );
}
