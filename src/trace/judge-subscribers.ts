import type { TraceEvent } from "../port/generated/documents.ts";
import { isFailure } from "./judge-sections.ts";
import { overlaps, rangeOf, sayRange } from "./trace-range.ts";
import { callbackAround, type Frame, type TraceState, type TraceThread } from "./trace-state.ts";
import type { Violations } from "./violations.ts";

/** Callbacks that run inside a read section of the list. */
const LIST_CALLBACKS = new Set(["release", "invalidate_range_start", "invalidate_range_end"]);

/** Who comes and goes: insert, remove, register, unregister, put (INTV, REG). */
export class SubscriberJudge {
  constructor(
    private readonly state: TraceState,
    private readonly found: Violations,
    private readonly isComplete: () => boolean,
  ) {}

  /** interval_insert is entered. */
  insertCalled(line: number, { subscriber = "?" }: TraceEvent, thread: TraceThread): void {
    const around = callbackAround(thread, (callback) => callback === "invalidate");
    if (around === undefined) return;
    const related = { line: around.line, what: "the invalidate that it is called in" };
    this.found.add("insert-in-invalidate", line, `${thread.name} inserts ${subscriber}`, related);
  }

  /** It returned: the interval is there, unless it was refused. */
  insertReturned({ line, entered }: Frame, result: TraceEvent["result"]): void {
    const { subscriber, mm, start, length, thread } = entered;
    if (isFailure(result) || subscriber === undefined) return;
    const old = this.state.subscribers.get(subscriber);
    if (old?.kind === "interval" && old.leaving === undefined && old.mm !== undefined) {
      const related = { line: old.line, what: "the first insert" };
      this.found.add("inserted-twice", line, `${thread} inserts ${subscriber} again`, related);
    }
    const range = start === undefined || length === undefined ? undefined : rangeOf(start, length);
    if (start !== undefined && length !== undefined && range === undefined) {
      this.found.add(
        "insert-of-nothing",
        line,
        `${thread} inserts ${subscriber} at ${start} with the length ${length}`,
      );
    }
    this.state.gone.delete(subscriber);
    this.state.subscribers.set(subscriber, { kind: "interval", mm, range, line, starts: [] });
  }

  /** interval_update returned. */
  updateReturned({ entered }: Frame, result: TraceEvent["result"]): void {
    const { subscriber = "", start, length } = entered;
    const old = this.state.subscribers.get(subscriber);
    if (isFailure(result) || old === undefined || start === undefined || length === undefined) return;
    // The old range may be called for until the open sections end.
    this.state.subscribers.set(subscriber, { ...old, range: undefined });
  }

  /** interval_remove is entered. */
  removeCalled(line: number, { subscriber = "?", mm }: TraceEvent, thread: TraceThread): void {
    const known = this.state.subscribers.get(subscriber);
    this.waitsForItself(line, subscriber, mm ?? known?.mm, thread);
    if (known?.kind === "interval" && known.leaving === undefined) {
      known.leaving = line;
      return;
    }
    const gone = this.state.gone.get(subscriber);
    if (known === undefined && gone === undefined && !this.isComplete()) return;
    const before = known?.leaving ?? gone?.line;
    const related = [
      ...(gone === undefined && known === undefined
        ? []
        : [{ line: gone?.inserted ?? known?.line ?? line, what: "its insert" }]),
      ...(before === undefined ? [] : [{ line: before, what: "its first removal" }]),
    ];
    this.found.add("removed-twice", line, `${thread.name} removes ${subscriber}`, ...related);
  }

  /** Upstream waits in remove; only a release callback (a proposal that was not merged) would make this legal. */
  private waitsForItself(line: number, subscriber: string, mm: string | undefined, thread: TraceThread): void {
    const around = callbackAround(thread, (callback) => callback === "invalidate");
    const section = thread.sections.find((one) => mm !== undefined && one.mm === mm);
    const place = around?.line ?? section?.line;
    if (place === undefined) return;
    const what = around === undefined ? "the section that it holds open" : "the invalidate that it is called in";
    this.found.add("remove-waits-for-itself", line, `${thread.name} removes ${subscriber}`, { line: place, what });
  }

  removeReturned(line: number, { entered }: Frame): void {
    if (entered.subscriber !== undefined) this.state.bury(entered.subscriber, line);
  }

  registerReturned({ line, entered }: Frame, result: TraceEvent["result"]): void {
    const { subscriber, mm } = entered;
    if (isFailure(result) || subscriber === undefined || subscriber === "0") return;
    this.state.gone.delete(subscriber);
    this.state.subscribers.set(subscriber, { kind: "list", mm, range: undefined, line, starts: [] });
  }

  /** unregister, put or synchronize is entered. */
  leaveCalled(line: number, { op, subscriber = "?" }: TraceEvent, thread: TraceThread): void {
    if (op !== "put") this.waitsInCallback(line, op ?? "", thread);
    const known = this.state.subscribers.get(subscriber);
    if (op === "synchronize") return;
    if (known !== undefined) {
      if (op === "unregister") known.leaving = line;
      return;
    }
    const gone = this.state.gone.get(subscriber);
    if (op !== "unregister" || (gone === undefined && !this.isComplete())) return;
    const related = gone === undefined ? [] : [{ line: gone.line, what: "it was gone since then" }];
    this.found.add("unregistered-twice", line, `${thread.name} unregisters ${subscriber}`, ...related);
  }

  private waitsInCallback(line: number, op: string, thread: TraceThread): void {
    const around = callbackAround(thread, (callback) => LIST_CALLBACKS.has(callback));
    if (around === undefined) return;
    const related = { line: around.line, what: `the ${around.entered.callback} that it is called in` };
    this.found.add("unregister-in-callback", line, `${thread.name} calls ${op}`, related);
  }

  unregisterReturned(line: number, { entered }: Frame): void {
    if (entered.subscriber !== undefined) this.state.bury(entered.subscriber, line);
  }

  /** read_begin is entered: over an interval that this thread itself invalidates it never returns. */
  readCalled(line: number, { subscriber = "?" }: TraceEvent, thread: TraceThread): void {
    const known = this.state.subscribers.get(subscriber);
    const range = known?.range;
    const section = thread.sections.find(
      (one) => range !== undefined && one.mm === known?.mm && overlaps(one.range, range),
    );
    if (section === undefined) return;
    const related = { line: section.line, what: `its own section over ${sayRange(section.range)}` };
    this.found.add("read-in-own-section", line, `${thread.name} waits to read ${subscriber}`, related);
  }

  /** The release step of an address space returned. */
  exitReturned(line: number, { entered }: Frame): void {
    if (entered.mm !== undefined) this.state.exited.set(entered.mm, line);
  }

  /** The trace is over: who is still inside a wait that nothing holds up? */
  finish(line: number): void {
    if (!this.isComplete() || this.state.open > 0) return;
    for (const { name, frames } of this.state.threads.values()) {
      const inner = frames.at(-1);
      const { op } = inner?.entered ?? {};
      if (inner === undefined || (op !== "interval_remove" && op !== "read_begin" && op !== "unregister")) continue;
      const text = `${name} never returned from ${op} of ${inner.entered.subscriber ?? "?"}`;
      this.found.add("never-returned", line, text, { line: inner.line, what: "its call" });
    }
  }
}
