import type { TraceEvent } from "../port/generated/documents.ts";
import type { ReadTraceLine } from "./check-trace.ts";

type Op = NonNullable<TraceEvent["op"]>;
type Callback = NonNullable<TraceEvent["callback"]>;

/** The probes of docs/examples/record-ftrace.sh, by their names; `<name>_ret` is where the function returns. */
const OPS: Readonly<Record<string, Op>> = {
  start: "invalidate_range_start",
  end: "invalidate_range_end",
  insert: "interval_insert",
  remove: "interval_remove",
  read_begin: "read_begin",
  register: "register",
  unregister: "unregister",
  put: "put",
  synchronize: "synchronize",
  exit: "exit",
};

/** Probes on a driver's own functions. */
const CALLBACKS: Readonly<Record<string, Callback>> = {
  cb_invalidate: "invalidate",
  cb_start: "invalidate_range_start",
  cb_end: "invalidate_range_end",
  cb_release: "release",
  cb_secondary: "arch_invalidate_secondary_tlbs",
  cb_free: "free_notifier",
};

/** `<task>-<pid> ( tgid) [cpu] flags seconds: probe: (where) name=value …` */
const LINE = /^\s*.+-(\d+)\s+(?:\(\s*\S+\)\s+)?\[\d+\]\s+\S+\s+(\d+\.\d+):\s+(\w+):\s+\([^)]*\)\s*(.*)$/;

/** The first bit of a range's flags (Linux include/linux/mmu_notifier.h, MMU_NOTIFIER_RANGE_BLOCKABLE). */
const BLOCKABLE = 1n;

const HEX_MEMBERS = ["start", "end", "length"] as const;
const NAME_MEMBERS = ["subscriber", "mm"] as const;

function values(text: string): Map<string, string> {
  return new Map(
    text.split(/\s+/).flatMap((pair) => (pair.includes("=") ? [pair.split("=", 2) as [string, string]] : [])),
  );
}

function hex(value: string): string {
  return BigInt(value).toString(16);
}

function members(found: ReadonlyMap<string, string>): Partial<TraceEvent> {
  const told: Record<string, unknown> = {};
  for (const name of [...HEX_MEMBERS, ...NAME_MEMBERS]) {
    const value = found.get(name);
    if (value !== undefined) told[name] = hex(value);
  }
  const flags = found.get("flags");
  if (flags !== undefined) told.blockable = (BigInt(flags) & BLOCKABLE) !== 0n;
  const result = found.get("result");
  if (result !== undefined) told.result = Number(BigInt.asIntN(32, BigInt(result)));
  return told as Partial<TraceEvent>;
}

/** Reads a line of ftrace's text (`trace` or `trace_pipe`); undefined for one that is of no probe of ours. */
export const readFtraceLine: ReadTraceLine = (text) => {
  const [, thread, time, probe = "", rest = ""] = LINE.exec(text) ?? [];
  if (thread === undefined) return undefined;
  const returns = probe.endsWith("_ret");
  const name = returns ? probe.slice(0, -"_ret".length) : probe;
  const head = { thread, time: Number(time), ...members(values(rest)) };
  const op = OPS[name];
  if (op !== undefined) return { event: returns ? "return" : "call", op, ...head };
  const callback = CALLBACKS[name];
  if (callback !== undefined) return { event: returns ? "callback_exit" : "callback", callback, ...head };
  return undefined;
};
