import { idOf, WRITE } from "../kernel/access.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { TraceValue } from "../kernel/trace.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { NewPte } from "../notifier/page-notices.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { ScriptParams, ScriptStep } from "../port/generated/protocol.ts";
import { runOperation } from "./operations.ts";
import type { World } from "./world.ts";

/** One call of a callback, as far as a script may look at it. */
export interface CallbackContext {
  readonly subscriber: string;
  readonly table?: string | undefined;
  readonly callback: string;
  readonly range?: NotifierRange;
  /** interval: the sequence that invalidate was given. */
  readonly setSeq?: () => Coroutine;
  readonly zap?: () => Coroutine;
  /** change_pte: the subscriber's entry follows. */
  readonly follow?: () => Coroutine;
  /** What the callback answers where the script does not say. */
  readonly success: TraceValue;
  /** What it answers where it would have to sleep and must not. */
  readonly refusal: TraceValue;
}

type StepKind = ScriptStep["do"];

/** Carries out one step; an answer other than undefined ends the callback with it. */
type StepRunner<S> = (world: World, step: S, context: CallbackContext) => Coroutine<TraceValue | undefined>;

const STEPS: { readonly [K in StepKind]: StepRunner<Extract<ScriptStep, { do: K }>> } = {
  *gate(world, step): Coroutine<undefined> {
    yield* world.gate(step.gate).pass();
  },
  *lock(world, step, context): Coroutine<TraceValue | undefined> {
    const lock = world.lock(step.lock);
    if (context.range === undefined || context.range.blockable) yield* lock.lock();
    else if (!(yield* lock.trylock())) return context.refusal;
    return undefined;
  },
  *unlock(world, step): Coroutine<undefined> {
    world.lock(step.lock).unlock();
  },
  *set_seq(_world, _step, context): Coroutine<undefined> {
    if (context.setSeq !== undefined) yield* context.setSeq();
  },
  *zap(_world, _step, context): Coroutine<undefined> {
    if (context.zap !== undefined) yield* context.zap();
  },
  *follow(_world, _step, context): Coroutine<undefined> {
    if (context.follow !== undefined) yield* context.follow();
  },
  *sleep(world): Coroutine<undefined> {
    world.machine.kernel.mightSleep("a callback that sleeps");
  },
  *call(world, step): Coroutine<undefined> {
    yield* runOperation(world, step.op, step.args, true);
  },
  *return(_world, step): Coroutine<TraceValue> {
    return step.value;
  },
};

/** Whether an entry is about this callback of this subscriber, or of its table. */
function isFor(entry: ScriptParams, { subscriber, table, callback }: CallbackContext): boolean {
  if (entry.callback !== callback) return false;
  return entry.subscriber === subscriber || (entry.table !== undefined && entry.table === table);
}

/** The scripts of a world: what scripted callbacks do when they are called. */
export class Scripts {
  private entries: ScriptParams[] = [];
  private readonly calls = new Map<string, number>();

  constructor(private readonly world: World) {}

  add(entry: ScriptParams): void {
    this.entries.push(entry);
  }

  /** A subscriber that is defined anew has no entries, and no calls behind it. */
  forget(subscriber: string): void {
    this.entries = this.entries.filter((entry) => entry.subscriber !== subscriber);
    for (const key of this.calls.keys()) if (key.startsWith(`${subscriber} `)) this.calls.delete(key);
  }

  /** Runs the entry that was added last among those that match. */
  *run(context: CallbackContext): Coroutine<TraceValue> {
    const call = this.count(context);
    const entry = this.entries.findLast((candidate) => this.matches(candidate, context, call));
    for (const step of entry?.steps ?? []) {
      const run = STEPS[step.do] as StepRunner<ScriptStep>;
      const answer = yield* run(this.world, step, context);
      if (answer !== undefined) return answer;
    }
    return context.success;
  }

  /** Which call of this callback it is. Where some entry asks for that, calls cannot change places. */
  private count(context: CallbackContext): number {
    const key = `${context.subscriber} ${context.callback}`;
    const call = (this.calls.get(key) ?? 0) + 1;
    this.calls.set(key, call);
    const asked = this.entries.some((entry) => entry.when?.call !== undefined && isFor(entry, context));
    if (asked) this.world.machine.kernel.touch(idOf(`calls of ${key}`), WRITE);
    return call;
  }

  private matches(entry: ScriptParams, context: CallbackContext, call: number): boolean {
    if (!isFor(entry, context)) return false;
    const { thread, call: nth, blockable, kind } = entry.when ?? {};
    return (
      (thread === undefined || thread === this.world.machine.kernel.current.name) &&
      (nth === undefined || nth === call) &&
      (blockable === undefined || blockable === context.range?.blockable) &&
      (kind === undefined || kind === context.range?.kind)
    );
  }
}

/** The interval that a script acts for. */
export function intervalSteps(
  world: World,
  subscriber: IntervalSubscriber,
  seq: bigint,
): Pick<CallbackContext, "setSeq"> {
  return { setSeq: () => world.machine.intervals.setSeq(subscriber, seq) };
}

/** Removes the subscriber's own entries over what the callback is about. */
export function zapStep(
  world: World,
  subscriber: string,
  { start, end }: { readonly start: bigint; readonly end: bigint },
): Pick<CallbackContext, "zap"> {
  return {
    *zap(): Coroutine {
      world.devices.table(subscriber).clear(start, end);
    },
  };
}

/** Points the subscriber's own entry, if there is one, at what change_pte was told of. */
export function followStep(
  world: World,
  subscriber: string,
  address: bigint,
  { page, write }: NewPte,
): Pick<CallbackContext, "follow"> {
  return {
    *follow(): Coroutine {
      world.devices.table(subscriber).replace(address, { page, write });
    },
  };
}
