import type { Event } from "../port/generated/protocol.ts";
import { sayValue } from "./say-value.ts";

/** The words of the feature for what events carry as numbers. */
export interface Naming {
  /** The name of [start,end), if the feature has one. */
  range(start: string, end: string): string | undefined;
  /** The text of a thread's n-th call, counted from 1. */
  call(thread: string, nth: number): string | undefined;
}

type Enter = Extract<Event, { event: "callback" }>;

function rangeOf(event: Enter, naming: Naming): string {
  const { start, end } = event;
  if (start === undefined || end === undefined) return "";
  return ` [${naming.range(start, end) ?? `${start}-${end}`}]`;
}

/** `invalidate [A]`: a callback with its range. */
export function tellCallback(event: Enter, naming: Naming): string {
  return `${event.callback}${rangeOf(event, naming)}`;
}

/** `invalidate -> true`: what a callback answered. */
export function tellExit({ callback, result }: Extract<Event, { event: "callback_exit" }>): string {
  return `${callback} -> ${sayValue(result)}`;
}

/** `waits for mmap_lock`. */
export function tellWait({ kind, name }: { readonly kind: string; readonly name?: string }): string {
  // The kernel's own locks need no name besides their kind.
  return `waits for ${kind}${name === undefined || name === kind ? "" : ` ${name}`}`;
}

/** The name of a page, if the feature has one. */
function pageName(address: string, naming: Naming): string {
  const end = (BigInt(`0x${address}`) + 4096n).toString(16);
  const name = naming.range(address, end);
  return name === undefined || name === `${address}-${end}` ? address : name;
}

/**
 * How an event is told that is neither a call, a callback nor a wait; undefined for what would only
 * be noise in a table.
 */
export function tellOther(event: Event, naming: Naming): string | undefined {
  switch (event.event) {
    case "return":
      return `${event.op} -> ${sayValue(event.result)}`;
    case "warning":
    case "message":
    case "fatal":
    case "lockdep":
      return `${event.event}: ${event.text}`;
    case "mm_free":
      return `${event.mm} is freed`;
    case "pte":
      return `PTE ${pageName(event.address, naming)}: ${event.from} -> ${event.to}`;
    case "device_flush":
      return `${event.subscriber} flushes its TLBs`;
    case "secondary":
      return `${event.subscriber} entry ${pageName(event.address, naming)}: ${event.page}`;
    case "page_free":
      return `${event.page} is freed`;
    case "cpu_flush":
      return `CPU flush ${naming.range(event.start, event.end) ?? `${event.start}-${event.end}`}`;
    case "preempted":
      return event.before === "" ? "…interrupted" : `…interrupted, ${event.before}`;
    default:
      return undefined;
  }
}
