import type { TraceEvent } from "../port/generated/documents.ts";
import { BoundedMap } from "./bounded-map.ts";
import type { TraceRange } from "./trace-range.ts";

/** What a thread is inside of: an operation or a callback that it has not left yet. */
export interface Frame {
  readonly line: number;
  readonly entered: TraceEvent;
  /** Of a start: the intervals that were called in it. */
  called?: Set<string>;
}

/** A section that was started and not ended. */
export interface Section {
  readonly line: number;
  readonly mm: string;
  readonly range: TraceRange;
}

/** A thread with something open. */
export interface TraceThread {
  readonly name: string;
  readonly frames: Frame[];
  readonly sections: Section[];
}

/** Where a subscriber stands. */
export interface TraceSubscriber {
  readonly kind: "interval" | "list";
  /** Undefined for one that was there before the trace. */
  readonly mm: string | undefined;
  readonly range: TraceRange | undefined;
  readonly line: number;
  /** The line at which its removal (unregister, the last put) was called. */
  leaving?: number;
  /** `both`: it has both callbacks, and gets both; `unknown`: too many starts without an end to tell. */
  pairs?: "both" | "unknown";
  /** Ranges of starts that it saw, whose end has not come. */
  readonly starts: { readonly thread: string; readonly range: TraceRange }[];
}

/** What is remembered of a subscriber that is gone. */
export interface Gone {
  readonly kind: "interval" | "list";
  readonly inserted: number;
  /** The line at which its removal returned. */
  readonly line: number;
  freed?: number;
}

/** Of those that are gone so many are remembered: an object that is called long after its removal is a rare find. */
const REMEMBERED = 16_384;

/** All that a trace left open, and a bounded part of what it closed. */
export class TraceState {
  readonly threads = new Map<string, TraceThread>();
  readonly subscribers = new Map<string, TraceSubscriber>();
  readonly gone = new BoundedMap<string, Gone>(REMEMBERED);
  /** Address spaces whose release step has returned, with the line. */
  readonly exited = new BoundedMap<string, number>(REMEMBERED);
  /** The start of each thread that failed last, until its next. */
  readonly failed = new BoundedMap<string, Section>(REMEMBERED);
  /** Threads that have started a section in this trace. */
  readonly starters = new BoundedMap<string, true>(REMEMBERED);
  open = 0;

  thread(name: string): TraceThread {
    const known = this.threads.get(name);
    if (known !== undefined) return known;
    const thread: TraceThread = { name, frames: [], sections: [] };
    this.threads.set(name, thread);
    return thread;
  }

  /** Forgets a thread that has nothing open. */
  settle(thread: TraceThread): void {
    if (thread.frames.length > 0 || thread.sections.length > 0) return;
    this.threads.delete(thread.name);
  }

  /** A subscriber is gone: its address may be used again. */
  bury(name: string, line: number): void {
    const found = this.subscribers.get(name);
    if (found === undefined) return;
    this.subscribers.delete(name);
    this.gone.set(name, { kind: found.kind, inserted: found.line, line });
  }
}

/** Nothing nests deeper; a recorder that tells no returns would fill the memory. */
const DEEPEST = 64;

/** The thread enters something. */
export function enter({ frames }: TraceThread, frame: Frame): void {
  frames.push(frame);
  if (frames.length > DEEPEST) frames.shift();
}

/** The innermost frame of the thread that is a callback of this kind of subscriber. */
export function callbackAround(thread: TraceThread, isIt: (callback: string) => boolean): Frame | undefined {
  return thread.frames.findLast(
    ({ entered }) => entered.event === "callback" && entered.callback !== undefined && isIt(entered.callback),
  );
}
