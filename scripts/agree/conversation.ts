import type { ScriptStep } from "../../src/port/generated/protocol.ts";
import { type Call, Caller } from "./caller.ts";
import { Random } from "./random.ts";

export const LISTS: readonly string[] = ["A", "B", "C"];
export const INTERVALS: readonly string[] = ["s", "n", "m"];
const THREADS: readonly string[] = ["T1", "T2", "T3"];
const RANGES: readonly string[] = ["r1", "r2"];
const LOCKS: readonly string[] = ["U", "V"];
const GATES: readonly string[] = ["g1", "g2"];
const START = "invalidate_range_start";
const END = "invalidate_range_end";

/** One request of a conversation. */
export type Step =
  | { readonly method: "call"; readonly params: { thread: string; op: string; args: Record<string, string> } }
  | { readonly method: "open"; readonly params: { gate: string } }
  | { readonly method: "query"; readonly params: { of: "mm"; mm: string } }
  | {
      readonly method: "script";
      readonly params: { subscriber: string; callback: string; when: object; steps: ScriptStep[] };
    };

const QUERY: Step = { method: "query", params: { of: "mm", mm: "mm" } };

/** Makes up what is said next, from a seed and from what was seen so far. */
export class Conversation {
  readonly caller = new Caller();
  private readonly random: Random;
  /** Scripts that are told before anything happens. */
  private scripts = 4;
  /** How every conversation begins: with somebody to call. */
  private readonly prelude: Call[] = [
    { op: "register", args: { subscriber: "A", mm: "mm" } },
    { op: "interval_insert", args: { subscriber: "s", mm: "mm", start: "2000", length: "2000" } },
  ];

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  /** Some of the callbacks. */
  callbacks(): string[] {
    return ["release", START, END].filter(() => !this.random.oneIn(3));
  }

  pick<T>(choices: readonly T[]): T {
    return this.random.pick(choices);
  }

  next(): Step {
    const { random } = this;
    const first = this.prelude.shift();
    if (first !== undefined) return this.told("T1", first);
    if (this.scripts > 0) {
      this.scripts -= 1;
      return this.script();
    }
    if (random.oneIn(8)) return this.script();
    if (random.oneIn(16)) return QUERY;
    const free = THREADS.filter((thread) => !this.caller.blocked.has(thread));
    if (free.length === 0 || random.oneIn(16)) return this.opened();
    const thread = random.pick(free);
    return this.told(thread, this.call(thread));
  }

  private opened(): Step {
    const gates = GATES.filter((gate) => !this.caller.isDisputed(gate));
    return gates.length === 0 ? QUERY : { method: "open", params: { gate: this.random.pick(gates) } };
  }

  private told(thread: string, call: Call): Step {
    this.caller.begin(thread, call);
    return { method: "call", params: { thread, op: call.op, args: { ...call.args } } };
  }

  /** An operation that a careful caller may begin in this thread now. */
  private call(thread: string): Call {
    const all = [...this.sections(thread), ...this.locking(thread), ...this.subscribing(), ...this.intervals()];
    if (this.random.oneIn(16)) all.push({ op: "mmget_not_zero", args: { mm: "mm" } });
    if (this.random.oneIn(16) && this.caller.mayUnlink) all.push({ op: "mmput", args: { mm: "mm" } });
    return this.random.pick(all);
  }

  private span(): Record<string, string> {
    const start = 1 + this.random.below(4);
    const end = start + 1 + this.random.below(3);
    return { mm: "mm", start: (start * 4096).toString(16), end: (end * 4096).toString(16) };
  }

  private sections(thread: string): Call[] {
    const { holds } = this.caller;
    const all: Call[] = [{ op: "invalidate", args: this.span() }];
    const via: Record<string, string> = this.random.oneIn(3) ? { via: "rmap" } : {};
    for (const range of RANGES) {
      const owner = holds.get(range);
      if (owner === thread) all.push({ op: END, args: { range } }, { op: END, args: { range } });
      if (owner !== undefined) continue;
      all.push({ op: START, args: { range, ...this.span(), ...via } });
      all.push({ op: `${START}_nonblock`, args: { range, ...this.span(), ...via } });
    }
    return all;
  }

  private locking(thread: string): Call[] {
    const { holds } = this.caller;
    const all: Call[] = [];
    for (const lock of LOCKS) {
      if (this.caller.isDisputed(lock)) continue;
      if (holds.get(lock) === thread) all.push({ op: "unlock", args: { lock } }, { op: "unlock", args: { lock } });
      else if (this.random.oneIn(3)) all.push({ op: "lock", args: { lock } });
    }
    // mmap_lock is let go only when no section can be leaning on it.
    const open = RANGES.some((range) => holds.get(range) === thread);
    if (open) return all;
    const mode = this.random.pick(["read", "write"]);
    if (holds.has(`mmap_lock of ${thread}`)) all.push({ op: "mmap_unlock", args: { mm: "mm" } });
    else all.push({ op: this.random.pick(["mmap_lock", "mmap_trylock"]), args: { mm: "mm", mode } });
    return all;
  }

  private subscribing(): Call[] {
    const subscriber = this.random.pick(LISTS);
    if (this.caller.leaving.has(subscriber)) return [];
    if (this.caller.registered.has(subscriber)) {
      return this.caller.mayUnlink ? [{ op: "unregister", args: { subscriber } }] : [];
    }
    return [{ op: "register", args: { subscriber, mm: "mm" } }];
  }

  private intervals(): Call[] {
    const subscriber = this.random.pick(INTERVALS);
    const token = `q of ${subscriber}`;
    const start = ((1 + this.random.below(4)) * 4096).toString(16);
    const length = this.random.pick(["1", "1000", "3000", "0", "ffffffffffffffff"]);
    const all: Call[] = [{ op: "interval_insert", args: { subscriber, mm: "mm", start, length } }];
    if (this.caller.inserted.has(subscriber)) {
      all.push({ op: "interval_remove", args: { subscriber } }, { op: "read_begin", args: { subscriber, token } });
    }
    if (this.caller.tokens.has(`${subscriber} ${token}`)) all.push({ op: "read_retry", args: { subscriber, token } });
    return all;
  }

  private script(): Step {
    const callback = this.random.pick(["release", START, START, END, "invalidate"]);
    const subscriber = this.random.pick(callback === "invalidate" ? INTERVALS : ["A", ...LISTS]);
    const when: Record<string, unknown> = {};
    if (this.random.oneIn(3)) when.blockable = this.random.oneIn(2);
    if (this.random.oneIn(4)) when.call = 1 + this.random.below(3);
    if (this.random.oneIn(4)) when.thread = this.random.pick(THREADS);
    return { method: "script", params: { subscriber, callback, when, steps: this.steps(callback) } };
  }

  private steps(callback: string): ScriptStep[] {
    const lock = this.random.pick(LOCKS);
    const inside: ScriptStep[] = callback === "invalidate" ? [{ do: "set_seq" }] : [];
    const choices: ScriptStep[][] = [
      inside,
      [{ do: "lock", lock }, ...inside, { do: "unlock", lock }],
      [{ do: "gate", gate: this.random.pick(GATES) }],
      [{ do: "gate", gate: this.random.pick(GATES) }],
      [{ do: "call", op: "mmgrab", args: { mm: "mm" } }],
      this.answer(callback),
      this.answer(callback),
    ];
    return [...this.random.pick(choices), ...this.random.pick(choices)];
  }

  private answer(callback: string): ScriptStep[] {
    if (callback === "invalidate") return [{ do: "return", value: this.random.oneIn(2) }];
    if (callback === START) return [{ do: "return", value: this.random.pick([0, "EAGAIN", "EBUSY"] as const) }];
    return [];
  }
}
