import type { Sequence, SequenceItem } from "../port/generated/documents.ts";
import type { Event } from "../port/generated/protocol.ts";
import { sayValue } from "./say-value.ts";
import { type Naming, tellCallback, tellExit, tellOther, tellWait } from "./tell-event.ts";

/** Counts the calls of each thread, and knows whose call is still running. */
class Calls {
  private readonly made = new Map<string, number>();
  private readonly running = new Set<string>();

  begin(thread: string): number {
    const nth = (this.made.get(thread) ?? 0) + 1;
    this.made.set(thread, nth);
    this.running.add(thread);
    return nth;
  }

  /** False if the beginning was not told. */
  end(thread: string): boolean {
    return this.running.delete(thread);
  }
}

function returned(event: Extract<Event, { event: "return" }>, naming: Naming, calls: Calls): SequenceItem {
  const whole = tellOther(event, naming) ?? "";
  if (event.nested === true) return { kind: "note", thread: event.thread, text: whole };
  const text = calls.end(event.thread) ? `-> ${sayValue(event.result)}` : whole;
  return { kind: "return", thread: event.thread, text };
}

function itemOf(event: Event, naming: Naming, calls: Calls): SequenceItem | undefined {
  const thread = event.thread ?? "";
  switch (event.event) {
    case "call":
      return { kind: "call", thread, text: naming.call(thread, calls.begin(thread)) ?? event.op };
    case "return":
      return returned(event, naming, calls);
    case "callback":
      return { kind: "callback", thread, subscriber: event.subscriber, text: tellCallback(event, naming) };
    case "callback_exit":
      return { kind: "callback_exit", thread, subscriber: event.subscriber, text: tellExit(event) };
    case "blocked":
      return { kind: "blocked", thread, text: tellWait(event.on) };
    case "unblocked":
      return { kind: "unblocked", thread, text: "goes on" };
    default: {
      const text = tellOther(event, naming);
      return text === undefined ? undefined : { kind: "note", thread, text };
    }
  }
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

/** A wait that ends before anything else happens is none that a reader has to see. */
function withoutBlinks(items: readonly SequenceItem[]): SequenceItem[] {
  return items.filter(({ kind, thread }, at) => {
    const [before, after] = [items[at - 1], items[at + 1]];
    const opens = kind === "blocked" && after?.kind === "unblocked" && after.thread === thread;
    const closes = kind === "unblocked" && before?.kind === "blocked" && before.thread === thread;
    return !opens && !closes;
  });
}

/** What happened, as a sequence diagram shows it. */
export function sequenceOf(events: readonly Event[], naming: Naming): Sequence {
  const calls = new Calls();
  const items = withoutBlinks(events.flatMap((event) => itemOf(event, naming, calls) ?? []));
  return {
    threads: unique(items.map(({ thread }) => thread)).sort(),
    subscribers: unique(items.flatMap(({ subscriber }) => subscriber ?? [])),
    items,
  };
}
