import type { Event, Observation } from "../../src/port/generated/protocol.ts";

type Returned = Extract<Event, { event: "return" }>;

/** An operation and its arguments. */
export interface Call {
  readonly op: string;
  readonly args: Readonly<Record<string, string>>;
}

/**
 * What a well-behaved caller knows: what its threads hold, and what is registered. Mistakes of
 * callers are left to the features; here two implementations only have to agree.
 */
export class Caller {
  /** Threads that are blocked, and the gate or user lock that they wait for, if it is one. */
  readonly blocked = new Map<string, string | undefined>();
  readonly registered = new Set<string>();
  /** Subscribers whose unregister has not returned. */
  readonly leaving = new Set<string>();
  readonly inserted = new Set<string>();
  readonly tokens = new Set<string>();
  /** Lock or open range, by `thread name`. */
  readonly holds = new Map<string, string>();
  /** True once an address space is on its way out. */
  over = false;
  private readonly running = new Map<string, Call>();

  begin(thread: string, call: Call): void {
    this.running.set(thread, call);
    const { subscriber = "", range } = call.args;
    // What another call must not touch meanwhile.
    if (range !== undefined) this.holds.set(range, call.op.endsWith("end") ? "" : thread);
    if (call.op === "register") this.registered.add(subscriber);
    if (call.op === "unregister" && this.registered.delete(subscriber)) this.leaving.add(subscriber);
    if (call.op === "interval_remove") this.inserted.delete(subscriber);
  }

  learn({ events, threads }: Observation): void {
    for (const event of events) {
      if (event.event === "mm_free" || event.event === "fatal") this.over = true;
      if (event.event === "return" && event.nested !== true) this.returned(event);
    }
    this.blocked.clear();
    for (const [name, { state, on }] of Object.entries(threads)) {
      if (state === "blocked") this.blocked.set(name, on?.kind === "lock" || on?.kind === "gate" ? on.name : undefined);
    }
  }

  /** Which of several waiters goes on first is open, so such a gate is not opened, such a lock not let go. */
  isDisputed(waitedFor: string): boolean {
    return [...this.blocked.values()].filter((name) => name === waitedFor).length > 1;
  }

  /** A walk over the list may or may not see somebody who is unlinked meanwhile, unless he is the only one. */
  get mayUnlink(): boolean {
    return this.blocked.size === 0 || this.registered.size <= 1;
  }

  private returned({ thread, op, result }: Returned): void {
    const args = this.running.get(thread)?.args ?? {};
    const done = result === 0 || result === null || result === true;
    if (args.range !== undefined && (op.endsWith("end") || !done)) this.holds.delete(args.range);
    if (op === "register" && !done) this.registered.delete(args.subscriber ?? "");
    if (done) LEARNT[op]?.(this, thread, args);
  }
}

type Learn = (caller: Caller, thread: string, args: Call["args"]) => void;

/** What a caller learns from an operation that came through. */
const LEARNT: Readonly<Record<string, Learn>> = {
  interval_insert: ({ inserted }, _, { subscriber = "" }) => inserted.add(subscriber),
  read_begin: ({ tokens }, _, { subscriber = "", token = "" }) => tokens.add(`${subscriber} ${token}`),
  unregister: ({ leaving }, _, { subscriber = "" }) => leaving.delete(subscriber),
  lock: ({ holds }, thread, { lock = "" }) => holds.set(lock, thread),
  unlock: ({ holds }, _, { lock = "" }) => holds.delete(lock),
  mmap_lock: ({ holds }, thread) => holds.set(`mmap_lock of ${thread}`, thread),
  mmap_trylock: ({ holds }, thread) => holds.set(`mmap_lock of ${thread}`, thread),
  mmap_unlock: ({ holds }, thread) => holds.delete(`mmap_lock of ${thread}`),
};
