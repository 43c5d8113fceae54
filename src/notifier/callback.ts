import { idOf, pack, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine, Point } from "../kernel/point.ts";
import type { TraceEvent, TraceValue } from "../kernel/trace.ts";
import type { NotifierPolicy } from "./policy.ts";
import type { NotifierRange } from "./range.ts";
import type { Mm } from "./subscriptions.ts";

/** What a callback is told, for the trace. */
export interface CallbackInfo {
  readonly mm?: Mm | undefined;
  readonly start?: bigint;
  readonly end?: bigint;
  readonly blockable?: boolean;
  readonly kind?: string | undefined;
  readonly owner?: string | undefined;
  /** For callbacks that are about one page: where, and what maps it now. */
  readonly address?: bigint;
  readonly page?: string;
  readonly write?: boolean;
}

interface Called {
  readonly name: string;
  freed: boolean;
}

/** What the trace shows of a range in this profile. */
export function infoOf(range: NotifierRange, policy: NotifierPolicy): CallbackInfo {
  const { mm, start, end, blockable, kind, owner } = range;
  return policy.hasFlags ? { mm, start, end, blockable, kind, owner } : { mm, start, end, kind };
}

const memoryOf = (called: Called) => idOf(`subscriber ${called.name}`);

/** Its memory goes back to its owner: whoever touches it afterwards is wrong. */
export function retire(kernel: Kernel, called: Called): void {
  kernel.touch(memoryOf(called), WRITE);
  called.freed = true;
}

/** Somebody looks into its memory. */
export function noteAccess(kernel: Kernel, called: Called): void {
  kernel.touch(memoryOf(called), READ);
}

function entryOf(called: Called): Point {
  return { access: pack(memoryOf(called), READ), wait: { kind: "other", name: "callback" } };
}

type Shown = Pick<
  Extract<TraceEvent, { event: "callback" }>,
  "mm" | "start" | "end" | "blockable" | "kind" | "owner" | "address" | "page" | "write"
>;

/** What is known of it, and nothing else. */
function shown({ mm, start, end, blockable, kind, owner, address, page, write }: CallbackInfo): Shown {
  const known: { -readonly [K in keyof Shown]: Shown[K] } = {};
  if (mm !== undefined) known.mm = mm.name;
  if (start !== undefined) known.start = start;
  if (end !== undefined) known.end = end;
  if (blockable !== undefined) known.blockable = blockable;
  if (kind !== undefined) known.kind = kind;
  if (owner !== undefined) known.owner = owner;
  if (address !== undefined) known.address = address;
  if (page !== undefined) known.page = page;
  if (write !== undefined) known.write = write;
  return known;
}

/** Calls one callback: entry and exit are scheduling points and events of the trace. */
export function* callback<R>(
  kernel: Kernel,
  called: Called,
  name: string,
  info: CallbackInfo,
  body: () => Coroutine<R>,
): Coroutine<R> {
  const point = entryOf(called);
  yield point;
  if (called.freed) kernel.warn(`use after free: ${name} of ${called.name}`);
  const thread = kernel.current.name;
  kernel.emit({ event: "callback", thread, subscriber: called.name, callback: name, ...shown(info) });
  const result = yield* body();
  // alloc_notifier answers with the object that it made: a success.
  const made = typeof result === "object" && result !== null;
  const seen = (made ? 0 : (result ?? null)) as TraceValue;
  kernel.emit({ event: "callback_exit", thread, subscriber: called.name, callback: name, result: seen });
  yield point;
  return result;
}
