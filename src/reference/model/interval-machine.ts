import type { State } from "../../explore/model.ts";
import type { Instruction } from "../../explore/models/machine.ts";
import { idOf, pack, WRITE } from "../../kernel/access.ts";
import type { Names, Places, Range } from "./places.ts";

/** Where an interval is. */
const ABSENT = 0;
const IN_TREE = 1;
const PENDING_INSERT = 2;
const PENDING_REMOVAL = 3;

/** The results of calls. */
export const RESULTS = ["blocked", "nothing", "0", "true", "false"] as const;
export type ResultWord = (typeof RESULTS)[number];
const resultOf = (word: ResultWord) => RESULTS.indexOf(word);

/** Everything may depend on everything: the search over states does not ask. */
const TOUCHES = [pack(idOf("interval model"), WRITE)];

/** One call of a thread, as instructions: the last one stores the result. */
export interface CallContext {
  readonly places: Places;
  readonly names: Names;
  readonly thread: number;
  readonly call: number;
}

const odd = (value: number | undefined) => ((value ?? 0) & 1) === 1;
const bump = (state: State, place: number, by: number) => {
  state[place] = (state[place] ?? 0) + by;
};

function step(says: string, run: (state: State) => unknown, ready?: (state: State) => boolean): Instruction {
  return {
    says,
    touches: TOUCHES,
    run: (state) => {
      const further = run(state);
      return typeof further === "number" ? further : undefined;
    },
    ...(ready === undefined ? {} : { ready }),
  };
}

/** The core uses an interval: its owner must not have it back. */
function use(state: State, { places }: CallContext, at: number): void {
  if (state[places.interval(at).returned] === 1) bump(state, places.warnings, 1);
}

function finish({ places, thread, call }: CallContext, word: ResultWord) {
  return (state: State) => {
    state[places.thread(thread).result(call)] = resultOf(word);
  };
}

/** The intervals that a section calls, in the order of the tree. */
function hitsOf(state: State, { places, names }: CallContext, range: Range): number {
  let mask = 0;
  for (let at = 0; at < names.intervals.length; at += 1) {
    const { link, range: own } = places.interval(at);
    const linked = state[link] === IN_TREE || state[link] === PENDING_REMOVAL;
    const over = names.ranges[state[own] ?? 0];
    if (linked && over !== undefined && over.start < range.end && range.start < over.end) mask |= 1 << at;
  }
  return mask;
}

/** mmu_notifier_invalidate_range_start: count, make the sequence odd if somebody is hit, then the callbacks. */
export function startOf(context: CallContext, range: Range, last: boolean): Instruction[] {
  const { places, names, thread } = context;
  const own = places.thread(thread);
  const begin = step("start: under the state lock", (state) => {
    bump(state, places.active, 1);
    const hits = hitsOf(state, context, range);
    if (hits !== 0) state[places.seq] = (state[places.seq] ?? 0) | 1;
    state[own.seq] = state[places.seq] ?? 0;
    state[own.hits] = hits;
  });
  const callbacks = names.intervals.flatMap((name, at) => callbackOf(context, at, names.locks.indexOf(`${name}.lock`)));
  return [begin, ...callbacks, ...(last ? [step("start: returns", finish(context, "nothing"))] : [])];
}

/** invalidate of an interval: its user lock, set_seq, zap. */
function callbackOf({ places, thread, ...rest }: CallContext, at: number, lock: number): Instruction[] {
  const context = { places, thread, ...rest };
  const own = places.thread(thread);
  const isHit = (state: State) => ((state[own.hits] ?? 0) & (1 << at)) !== 0;
  const held = places.lock(lock);
  return [
    step("callback: called", (state) => {
      if (!isHit(state)) return 3;
      use(state, context, at);
      bump(state, own.called(at), 1);
      return 1;
    }),
    step(
      "callback: take the user lock",
      (state) => {
        state[held] = thread + 1;
      },
      (state) => state[held] === 0,
    ),
    step("callback: set_seq, let go", (state) => {
      state[places.interval(at).seq] = state[own.seq] ?? 0;
      state[held] = 0;
    }),
  ];
}

/** mmu_notifier_invalidate_range_end: the last one makes the sequence even and works off what was put off. */
export function endOf(context: CallContext): Instruction[] {
  const { places, names } = context;
  return [
    step("end: under the state lock", (state) => {
      bump(state, places.active, -1);
      if (state[places.active] !== 0 || !odd(state[places.seq])) return;
      bump(state, places.seq, 1);
      for (let at = 0; at < names.intervals.length; at += 1) {
        const { link } = places.interval(at);
        if (state[link] === PENDING_INSERT) {
          use(state, context, at);
          state[link] = IN_TREE;
        } else if (state[link] === PENDING_REMOVAL) {
          use(state, context, at);
          state[link] = ABSENT;
        }
      }
    }),
    step("end: wakes, returns", finish(context, "nothing")),
  ];
}

/** Waits for the end of a period: the test under the state lock, then sleep until the sequence moves. */
function waitFor({ places, thread, call }: CallContext): Instruction[] {
  const own = places.thread(thread);
  const over = (state: State) => state[places.seq] !== state[own.period];
  return [
    step("wait: the test", (state) => {
      if (over(state)) return 2;
      state[own.waited(call)] = 1;
      return 1;
    }),
    step("wait: asleep", () => undefined, over),
  ];
}

/** mmu_interval_read_begin. */
export function readBeginOf(context: CallContext, interval: number, token: number): Instruction[] {
  const { places, thread } = context;
  const own = places.thread(thread);
  return [
    step("read_begin: under the state lock", (state) => {
      const seq = state[places.interval(interval).seq] ?? 0;
      state[places.token(token)] = seq;
      state[own.period] = seq;
      return seq === state[places.seq] ? 1 : 3;
    }),
    ...waitFor(context),
    step("read_begin: returns", finish(context, "nothing")),
  ];
}

/** mmu_interval_read_retry. */
export function readRetryOf({ places, thread, call }: CallContext, interval: number, token: number): Instruction[] {
  return [
    step("read_retry", (state) => {
      const moved = state[places.interval(interval).seq] !== state[places.token(token)];
      state[places.thread(thread).result(call)] = resultOf(moved ? "true" : "false");
    }),
  ];
}

/** mmu_interval_notifier_insert: at once, or put off while the tree must not change. */
export function insertOf(context: CallContext, interval: number, range: number): Instruction[] {
  const { places } = context;
  const own = places.interval(interval);
  return [
    step("insert: under the state lock", (state) => {
      state[own.range] = range;
      state[own.returned] = 0;
      const seq = state[places.seq] ?? 0;
      if (state[places.active] === 0) {
        state[own.link] = IN_TREE;
        state[own.seq] = seq - 1;
      } else if (odd(seq)) {
        state[own.link] = PENDING_INSERT;
        state[own.seq] = seq;
      } else {
        // Sections are open and hit nobody: the new interval counts as hit.
        state[places.seq] = seq | 1;
        state[own.link] = IN_TREE;
        state[own.seq] = seq | 1;
      }
    }),
    step("insert: returns", finish(context, "0")),
  ];
}

/** mmu_interval_notifier_remove: at once, or at the end of the period, for which it waits. */
export function removeOf(context: CallContext, interval: number): Instruction[] {
  const { places, thread } = context;
  const at = places.interval(interval);
  const own = places.thread(thread);
  return [
    step("remove: under the state lock", (state) => {
      if (!odd(state[places.seq])) {
        state[at.link] = ABSENT;
        return 3;
      }
      if (state[at.link] === PENDING_INSERT) {
        state[at.link] = ABSENT;
        return 3;
      }
      state[at.link] = PENDING_REMOVAL;
      state[own.period] = state[places.seq] ?? 0;
      return 1;
    }),
    ...waitFor(context),
    step("remove: returns", (state) => {
      state[at.returned] = 1;
      finish(context, "nothing")(state);
    }),
  ];
}

/** A user's lock. */
export function lockOf(context: CallContext, lock: number): Instruction[] {
  const { places, thread } = context;
  const held = places.lock(lock);
  return [
    step(
      "lock",
      (state) => {
        state[held] = thread + 1;
        finish(context, "nothing")(state);
      },
      (state) => state[held] === 0,
    ),
  ];
}

export function unlockOf(context: CallContext, lock: number): Instruction[] {
  const { places, thread } = context;
  const held = places.lock(lock);
  return [
    step("unlock", (state) => {
      if (state[held] !== thread + 1) bump(state, places.warnings, 1);
      else state[held] = 0;
      finish(context, "nothing")(state);
    }),
  ];
}
