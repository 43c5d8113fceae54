import type { Model, State } from "../../explore/model.ts";
import { type Instruction, Machine } from "../../explore/models/machine.ts";
import type { RunCall, RunColumn, RunParams, SetupRequest } from "../../port/generated/protocol.ts";
import {
  type CallContext,
  endOf,
  insertOf,
  lockOf,
  RESULTS,
  readBeginOf,
  readRetryOf,
  removeOf,
  startOf,
  unlockOf,
} from "./interval-machine.ts";
import { type Names, Places, type Range } from "./places.ts";

/** Why there is no model of a program. */
export interface NoModel {
  readonly reason: string;
}

/** What makes a program unfit for a model, thrown inside this file. */
class Unfit extends Error {}

type Arguments = Readonly<Record<string, unknown>>;

const hex = (args: Arguments, name: string) => BigInt(`0x${String(args[name])}`);

function rangeOf(args: Arguments): Range {
  const start = hex(args, "start");
  return { start, end: "length" in args ? start + hex(args, "length") : hex(args, "end") };
}

/** How each operation is modelled. */
const OPERATIONS: Readonly<Record<string, (context: CallContext, args: Arguments) => Instruction[]>> = {
  invalidate: (context, args) => [...startOf(context, rangeOf(args), false), ...endOf(context)],
  invalidate_range_start: (context, args) => startOf(context, rangeOf(args), true),
  invalidate_range_end: (context) => endOf(context),
  read_begin: (context, args) => readBeginOf(context, intervalOf(context, args), tokenOf(context, args)),
  read_retry: (context, args) => readRetryOf(context, intervalOf(context, args), tokenOf(context, args)),
  interval_insert: (context, args) => insertOf(context, intervalOf(context, args), rangeIndex(context.names, args)),
  interval_remove: (context, args) => removeOf(context, intervalOf(context, args)),
  lock: (context, args) => lockOf(context, context.names.locks.indexOf(String(args.lock))),
  unlock: (context, args) => unlockOf(context, context.names.locks.indexOf(String(args.lock))),
};

const intervalOf = ({ names }: CallContext, { subscriber }: Arguments) => names.intervals.indexOf(String(subscriber));
const tokenOf = ({ names }: CallContext, { token }: Arguments) => names.tokens.indexOf(String(token));

function rangeIndex({ ranges }: Names, args: Arguments): number {
  const { start, end } = rangeOf(args);
  return ranges.findIndex((range) => range.start === start && range.end === end);
}

/** The script that a model's callback follows. */
const STANDARD = ["lock", "set_seq", "zap", "unlock"];

/** What the requests of a preparation carry, whichever they are. */
interface SetupMembers {
  readonly thread: string;
  readonly op: string;
  readonly args: Record<string, unknown>;
  readonly subscriber: string;
  readonly type?: string;
  readonly callbacks?: readonly string[];
  readonly steps?: readonly { readonly do: string }[];
}

interface Setup {
  readonly intervals: string[];
  readonly calls: { readonly thread: string; readonly call: RunCall }[];
}

function readSetup(requests: readonly SetupRequest[]): Setup {
  const intervals: string[] = [];
  const calls: Setup["calls"] = [];
  for (const { method, params } of requests) {
    const { thread, op, args, subscriber, type, callbacks, steps } = params as SetupMembers;
    if (method === "call") calls.push({ thread, call: { op, args } });
    else if (method === "define_subscriber" && type === "interval" && callbacks?.join() === "invalidate") {
      intervals.push(subscriber);
    } else if (method !== "script" || steps?.map((step) => step.do).join() !== STANDARD.join()) {
      throw new Unfit(`${String(subscriber ?? method)} is more than an interval with the usual invalidate callback`);
    }
  }
  return { intervals, calls };
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function namesOf(
  { intervals, calls }: Setup,
  threads: readonly { thread: string; calls: readonly RunCall[] }[],
): Names {
  const all = [...calls.map(({ call }) => call), ...threads.flatMap((one) => [...one.calls])];
  const strange = all.find(
    ({ op, args }) => !(op in OPERATIONS) || "via" in args || ((args as Arguments).mm ?? "mm") !== "mm",
  );
  if (strange !== undefined) throw new Unfit(`${strange.op} is not modelled`);
  const args = all.map((call) => call.args as Arguments);
  const texts = (name: string) => args.flatMap((one) => (name in one ? [String(one[name])] : []));
  return {
    intervals: unique([...intervals]),
    locks: unique([...texts("lock"), ...intervals.map((name) => `${name}.lock`)]),
    tokens: unique(texts("token")),
    threads: unique([...calls.map(({ thread }) => thread), ...threads.map(({ thread }) => thread)]),
    ranges: all.filter(({ op }) => op === "interval_insert").map((call) => rangeOf(call.args as Arguments)),
  };
}

/** Carries the preparation out, call after call. */
function prepared(setup: Setup, names: Names, places: Places): State {
  const state = new Array<number>(places.width).fill(0);
  state[places.seq] = 2;
  for (const { thread, call } of setup.calls) {
    const context = { places, names, thread: names.threads.indexOf(thread), call: 0 };
    const instructions = OPERATIONS[call.op]?.(context, call.args as Arguments) ?? [];
    for (let at = 0; at < instructions.length; ) {
      const next = instructions[at];
      if (next?.ready?.(state) === false) throw new Unfit(`${call.op} blocks in the preparation`);
      at += next?.run(state) ?? 1;
    }
  }
  for (let thread = 0; thread < names.threads.length; thread += 1) forget(state, places.thread(thread), names);
  return state;
}

/** What the preparation came to is not observed. */
function forget(state: State, thread: ReturnType<Places["thread"]>, { intervals }: Names): void {
  for (const place of [thread.result(0), thread.waited(0), ...intervals.map((_, at) => thread.called(at))])
    state[place] = 0;
}

function cellOf(column: RunColumn, state: State, names: Names, places: Places): string {
  const threadOf = (name: string) => places.thread(names.threads.indexOf(name));
  switch (column.of) {
    case "result":
      return RESULTS[state[threadOf(column.thread).result(column.call - 1)] ?? 0] ?? "blocked";
    case "waited":
      return state[threadOf(column.thread).waited(column.call - 1)] === 1 ? "yes" : "no";
    case "warnings":
      return String(state[places.warnings] ?? 0);
    case "calls": {
      const interval = names.intervals.indexOf(column.subscriber);
      const threads = column.thread === undefined ? names.threads : [column.thread];
      return String(threads.reduce((sum, name) => sum + (state[threadOf(name).called(interval)] ?? 0), 0));
    }
    default:
      throw new Unfit(`the column ${column.of} is not modelled`);
  }
}

/** A program as a model, with the numbers that its threads have in `run`. */
function build(params: RunParams): Model {
  const setup = readSetup(params.setup);
  const inserted = setup.calls.some(({ call }) => call.op === "interval_insert");
  if (!inserted)
    throw new Unfit("no interval is inserted before the threads begin, and how interval mode comes on is not modelled");
  const names = namesOf(setup, params.threads);
  const places = new Places(names, Math.max(1, ...params.threads.map(({ calls }) => calls.length)));
  const code = params.threads.map(({ thread, calls }) =>
    calls.flatMap(({ op, args }, call) => {
      const context = { places, names, thread: names.threads.indexOf(thread), call };
      return OPERATIONS[op]?.(context, args as Arguments) ?? [];
    }),
  );
  const variables = prepared(setup, names, places);
  for (const column of params.observe) cellOf(column, variables, names, places);
  const told = (state: State, stuck: readonly number[]) =>
    JSON.stringify([
      params.observe.map((column) => cellOf(column, state, names, places)),
      [],
      stuck.map((thread) => `${params.threads[thread]?.thread} waits for ever`),
    ]);
  return new Machine(variables, code, told);
}

/** The oldest profile whose interval notifiers the model is of. */
const SINCE = new Set(["v5.5", "v5.12", "v6.1", "v6.4-prop", "v6.4-alt", "v6.6", "v6.12", "tlbn-prop", "v5.5-prop"]);

/**
 * A model of a program's collision-retry protocol, after Linux 6.12 mm/mmu_notifier.c: for programs that do nothing
 * but open and close sections, read, insert, remove, and take locks of their own. What the state lock covers is one
 * step of it.
 */
export function intervalModel(params: RunParams): Model | NoModel {
  if (!SINCE.has(params.profile))
    return { reason: `interval notifiers of the profile ${params.profile} are not modelled` };
  try {
    return build(params);
  } catch (error) {
    if (error instanceof Unfit) return { reason: error.message };
    throw error;
  }
}
