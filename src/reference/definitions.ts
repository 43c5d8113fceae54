import type { Coroutine } from "../kernel/point.ts";
import type { TraceValue } from "../kernel/trace.ts";
import { callback } from "../notifier/callback.ts";
import { type IntervalOps, IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import { type ListOps, ListSubscriber } from "../notifier/list-subscriber.ts";
import type { NewPte } from "../notifier/page-notices.ts";
import { type NotifierRange, ULONG_MAX } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import { TlbNotifier } from "../notifier/tlb-notifier.ts";
import type { DefineSubscriberParams, DefineTableParams } from "../port/generated/protocol.ts";
import { PortError } from "../port/port-error.ts";
import { followStep, intervalSteps, zapStep } from "./scripts.ts";
import type { CallbackTable, World } from "./world.ts";

/** The callbacks that a list subscriber can have. */
export const LIST_CALLBACKS: readonly string[] = [
  "release",
  "clear_flush_young",
  "clear_young",
  "test_young",
  "change_pte",
  "invalidate_page",
  "invalidate_range_start",
  "invalidate_range_end",
  "invalidate_range",
  "arch_invalidate_secondary_tlbs",
  "alloc_notifier",
  "free_notifier",
];
const TLB_CALLBACKS: readonly string[] = ["invalidate_secondary_tlbs", "free_notifier", "release"];
const INTERVAL_CALLBACKS: readonly string[] = ["invalidate", "release"];
const YOUNG: readonly string[] = ["clear_flush_young", "clear_young", "test_young"];

/** A subscriber whose callbacks follow the scripts of the world. */
export function defineSubscriber(world: World, params: DefineSubscriberParams): void {
  const { subscriber: name, callbacks, type } = params;
  if (type === "interval") {
    check(callbacks, INTERVAL_CALLBACKS, "interval");
    if (world.intervals.get(name)?.state !== undefined && world.intervals.get(name)?.state !== "none") {
      throw new PortError("invalid", `the interval subscriber ${name} is inserted`);
    }
    const made = new IntervalSubscriber(world.machine.kernel, name, intervalOps(world, callbacks));
    if (params.memory === "garbage") made.pending = { start: 0xdead_0000n, last: 0xdead_ffffn };
    world.scripts.forget(name);
    world.intervals.set(name, made);
    return;
  }
  if (type === "tlb") {
    check(callbacks, TLB_CALLBACKS, "tlb");
    if (world.tlbs.get(name)?.linked === true) throw new PortError("invalid", `the tlb_notifier ${name} is registered`);
    world.scripts.forget(name);
    world.tlbs.set(name, new TlbNotifier(name, listOps(world, callbacks)));
    return;
  }
  check(callbacks, LIST_CALLBACKS, "list");
  if (world.lists.get(name)?.linked === true) {
    throw new PortError("invalid", `the list subscriber ${name} is registered`);
  }
  const ops = params.table === undefined ? listOps(world, callbacks) : world.table(params.table).ops;
  world.scripts.forget(name);
  world.lists.set(name, new ListSubscriber(name, ops));
}

/** A callback table for get. */
export function defineTable(world: World, params: DefineTableParams): void {
  check(params.callbacks, LIST_CALLBACKS, "list");
  const { table: name, callbacks } = params;
  const ops = listOps(world, callbacks, name);
  world.tables.set(name, { name, ops, made: 0 });
}

function check(callbacks: readonly string[], legal: readonly string[], type: string): void {
  const unknown = callbacks.find((name) => !legal.includes(name));
  if (unknown !== undefined) throw new PortError("invalid", `a ${type} subscriber has no callback ${unknown}`);
}

function listOps(world: World, callbacks: readonly string[], table?: string): ListOps {
  const ops: Record<string, unknown> = {};
  for (const name of callbacks) {
    if (name === "alloc_notifier") ops[name] = allocator(world, table ?? "");
    else ops[name] = scripted(world, name, table);
  }
  return ops as ListOps;
}

/** A list callback that runs its script; the range, where there is one, is the second argument. */
function scripted(world: World, name: string, table?: string) {
  const success = YOUNG.includes(name) ? false : name === "invalidate_range_start" ? 0 : null;
  return (subscriber: ListSubscriber, ...rest: unknown[]): Coroutine<TraceValue> => {
    const range = name.startsWith("invalidate_range_") ? (rest[0] as NotifierRange) : undefined;
    return world.scripts.run({
      subscriber: subscriber.name,
      table,
      callback: name,
      ...(range === undefined ? {} : { range }),
      ...zapStep(world, subscriber.name, spanOf(rest)),
      ...(name === "change_pte" ? followStep(world, subscriber.name, ...changeOf(rest)) : {}),
      success,
      refusal: "EAGAIN",
    });
  };
}

/** What a list callback is about: its range, its [start,end), its one page, or everything. */
function spanOf([first, start, end]: readonly unknown[]): { start: bigint; end: bigint } {
  if (typeof start === "bigint") return { start, end: typeof end === "bigint" ? end : start + 1n };
  const range = first as Partial<NotifierRange> | undefined;
  return { start: range?.start ?? 0n, end: range?.end ?? ULONG_MAX };
}

/** The address and the new entry that change_pte is told of. */
function changeOf([, address, pte]: readonly unknown[]): [bigint, NewPte] {
  return [address as bigint, pte as NewPte];
}

function allocator(world: World, table: string) {
  return (mm: Mm): Coroutine<ListSubscriber | string | 0> => allocate(world, table, mm);
}

/** alloc_notifier: a fresh object of the table, unless its script says otherwise. */
function* allocate(world: World, table: string, mm: Mm): Coroutine<ListSubscriber | string | 0> {
  const owner: CallbackTable = world.table(table);
  const made = new ListSubscriber(`${table}#${owner.made + 1}`, owner.ops);
  const rc = yield* callback(world.machine.kernel, made, "alloc_notifier", { mm }, () =>
    runAllocation(world, { subscriber: made.name, table }),
  );
  if (typeof rc === "string") return rc;
  owner.made += 1;
  world.lists.set(made.name, made);
  return made;
}

function* runAllocation(world: World, who: { subscriber: string; table: string }): Coroutine<TraceValue> {
  if (world.machine.faults.take("alloc-ENOMEM")) return "ENOMEM";
  return yield* world.scripts.run({ ...who, callback: "alloc_notifier", success: 0, refusal: "ENOMEM" });
}

function intervalOps(world: World, callbacks: readonly string[]): IntervalOps {
  const invalidate: IntervalOps["invalidate"] = (...called) => runInvalidate(world, ...called);
  if (!callbacks.includes("release")) return { invalidate };
  return { invalidate, release: (subscriber) => runRelease(world, subscriber) };
}

function* runInvalidate(
  world: World,
  subscriber: IntervalSubscriber,
  range: NotifierRange,
  seq: bigint,
): Coroutine<boolean> {
  const { name } = subscriber;
  const steps = { ...intervalSteps(world, subscriber, seq), ...zapStep(world, name, range) };
  const context = { subscriber: name, callback: "invalidate", range, success: true, refusal: false, ...steps };
  const answer = yield* world.scripts.run(context);
  return answer !== false;
}

function* runRelease(world: World, { name }: IntervalSubscriber): Coroutine {
  const zap = zapStep(world, name, spanOf([]));
  yield* world.scripts.run({ subscriber: name, callback: "release", success: null, refusal: false, ...zap });
}
