import type { TraceEvent } from "../port/generated/documents.ts";
import type { CheckName } from "./checks.ts";
import { isFailure, rangeIn } from "./judge-sections.ts";
import { isEmptyRange, isSameRange, overlaps, sayRange, type TraceRange } from "./trace-range.ts";
import type { Frame, Gone, TraceState, TraceSubscriber, TraceThread } from "./trace-state.ts";
import type { Violations } from "./violations.ts";

const SECONDARY = new Set(["invalidate_range", "arch_invalidate_secondary_tlbs"]);
const NOT_EAGAIN = (result: TraceEvent["result"]) => result !== -11 && result !== "EAGAIN" && result !== "-EAGAIN";

/** Open starts that are remembered of one subscriber; one that has no end callback would fill the memory. */
const MOST_STARTS = 64;

function noteStart(known: TraceSubscriber, thread: string, range: TraceRange): void {
  if (known.pairs === "unknown") return;
  known.starts.push({ thread, range });
  if (known.starts.length <= MOST_STARTS) return;
  known.starts.length = 0;
  known.pairs = "unknown";
}

/** Intervals are still reached after exit's release step (INTV-31), and what was put is freed then. */
const OUTLIVES_EXIT = new Set(["invalidate", "free_notifier"]);

/** Which check a callback of a subscriber that is gone fails; none for the free that follows the last put. */
function breach({ kind, freed }: Gone, callback: string): CheckName | undefined {
  if (freed !== undefined) return callback === "free_notifier" ? "freed-twice" : "called-after-free";
  if (callback === "free_notifier") return undefined;
  return kind === "interval" ? "interval-after-removal" : "list-after-unregister";
}

/** Who is called, when, with what, and what it answers (INTV, PAIR, REG, MM-17, STLB-20). */
export class CallbackJudge {
  constructor(
    private readonly state: TraceState,
    private readonly found: Violations,
  ) {}

  /** A callback is entered. */
  entered(line: number, event: TraceEvent, thread: TraceThread): void {
    const { subscriber = "?", callback = "" } = event;
    this.mayBeCalled(line, event);
    const known = this.state.subscribers.get(subscriber);
    const range = rangeIn(event);
    if (callback === "invalidate") this.intervalCalled(line, event, known, range, thread);
    else if (callback === "free_notifier") this.freed(line, subscriber);
    else if (SECONDARY.has(callback)) this.secondaryCalled(line, event, range);
    else if (known !== undefined && range !== undefined) this.paired(line, event, known, range);
  }

  /** Nothing is called that is gone. */
  private mayBeCalled(line: number, event: TraceEvent): void {
    const { subscriber = "", callback = "", mm = "" } = event;
    const gone = this.state.gone.get(subscriber);
    const check = gone === undefined ? undefined : breach(gone, callback);
    if (gone !== undefined && check !== undefined) {
      const related = { line: gone.freed ?? gone.line, what: "it is gone since then" };
      this.found.add(check, line, `${callback} of ${subscriber}`, related);
    }
    const exited = this.state.exited.get(mm);
    if (gone !== undefined || exited === undefined || OUTLIVES_EXIT.has(callback)) return;
    const related = { line: exited, what: "exit's release step returned" };
    this.found.add("list-after-exit", line, `${callback} of ${subscriber}`, related);
  }

  private intervalCalled(
    line: number,
    { subscriber = "?" }: TraceEvent,
    known: TraceSubscriber | undefined,
    range: TraceRange | undefined,
    thread: TraceThread,
  ): void {
    if (known?.range !== undefined && range !== undefined && !overlaps(known.range, range)) {
      const text = `invalidate of ${subscriber}, which is over ${sayRange(known.range)}, for ${sayRange(range)}`;
      this.found.add("called-beside", line, text, { line: known.line, what: "its insert" });
    }
    const start = thread.frames.at(-1);
    if (start?.entered.op !== "invalidate_range_start") return;
    start.called ??= new Set();
    if (start.called.has(subscriber)) {
      this.found.add("called-twice", line, `invalidate of ${subscriber}`, { line: start.line, what: "the start" });
    }
    start.called.add(subscriber);
  }

  private secondaryCalled(
    line: number,
    { subscriber = "?", callback }: TraceEvent,
    range: TraceRange | undefined,
  ): void {
    if (range === undefined || !isEmptyRange(range)) return;
    this.found.add("empty-secondary-range", line, `${callback} of ${subscriber} for ${sayRange(range)}`);
  }

  private freed(line: number, subscriber: string): void {
    this.state.bury(subscriber, line);
    const gone = this.state.gone.get(subscriber);
    if (gone !== undefined) gone.freed = line;
  }

  /** A subscriber that is known from its registration on sees starts and ends in pairs. */
  private paired(line: number, event: TraceEvent, known: TraceSubscriber, range: TraceRange): void {
    if (event.callback === "invalidate_range_start") noteStart(known, event.thread, range);
    if (event.callback !== "invalidate_range_end") return;
    const at = known.starts.findLastIndex((start) => start.thread === event.thread && isSameRange(start.range, range));
    if (at >= 0) {
      known.starts.splice(at, 1);
      known.pairs = "both";
    } else if (known.pairs === "both") {
      const text = `invalidate_range_end of ${event.subscriber} for ${sayRange(range)}`;
      this.found.add("list-end-without-start", line, text, { line: known.line, what: "its registration" });
    }
  }

  /** A callback returned. */
  left(line: number, { entered }: Frame, result: TraceEvent["result"]): void {
    const { subscriber = "?", callback, blockable = true } = entered;
    const say = `${callback} of ${subscriber} answers ${result}`;
    if (callback === "invalidate" && (result === false || result === 0) && blockable) {
      this.found.add("interval-refuses-blockable", line, say);
    }
    if (callback !== "invalidate_range_start" || !isFailure(result)) return;
    if (blockable) this.found.add("failed-blockable-start", line, say);
    else if (NOT_EAGAIN(result)) this.found.add("wrong-refusal", line, say);
    // Without a section there is no end to wait for (v5.12+: a start that may fail has no end at all).
    const known = this.state.subscribers.get(subscriber);
    known?.starts.pop();
  }
}
