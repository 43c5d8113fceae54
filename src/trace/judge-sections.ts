import type { TraceEvent } from "../port/generated/documents.ts";
import { isEmptyRange, isSameRange, sayRange, type TraceRange } from "./trace-range.ts";
import type { Frame, Section, TraceState, TraceThread } from "./trace-state.ts";
import type { Violations } from "./violations.ts";

/** The range of an event; undefined where the recorder did not say it. */
export function rangeIn({ start, end }: TraceEvent): TraceRange | undefined {
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** Starts and ends as their callers make them (PAIR-01, PAIR-04, PAIR-27). */
export class SectionJudge {
  constructor(
    private readonly state: TraceState,
    private readonly found: Violations,
    private readonly isComplete: () => boolean,
  ) {}

  /** invalidate_range_start is entered. */
  startCalled(line: number, event: TraceEvent): void {
    const range = rangeIn(event);
    this.state.starters.set(event.thread, true);
    if (range === undefined || !isEmptyRange(range)) return;
    this.found.add("empty-range", line, `${event.thread} starts a section over ${sayRange(range)}`);
  }

  /** It returns: the section is open, unless it failed. */
  startReturned(thread: TraceThread, { line, entered }: Frame, result: TraceEvent["result"]): void {
    const range = rangeIn(entered);
    if (range === undefined) return;
    const section: Section = { line, mm: entered.mm ?? "", range };
    if (isFailure(result) && entered.blockable === false) {
      this.state.failed.set(thread.name, section);
      return;
    }
    this.state.failed.delete(thread.name);
    thread.sections.push(section);
    this.state.open += 1;
  }

  /** invalidate_range_end is entered: for its caller the section is over. */
  endCalled(line: number, event: TraceEvent, thread: TraceThread): void {
    const range = rangeIn(event);
    if (range === undefined) return;
    const isIt = (section: Section) => section.mm === (event.mm ?? "") && isSameRange(section.range, range);
    const at = thread.sections.findLastIndex(isIt);
    if (at >= 0) {
      thread.sections.splice(at, 1);
      this.state.open -= 1;
      return;
    }
    this.strayEnd(line, thread, range, isIt);
  }

  private strayEnd(line: number, thread: TraceThread, range: TraceRange, isIt: (section: Section) => boolean): void {
    const { name } = thread;
    const failed = this.state.failed.get(name);
    if (failed !== undefined && isIt(failed)) {
      const related = { line: failed.line, what: "the start that failed" };
      this.found.add("end-after-failure", line, `${name} ends ${sayRange(range)}`, related);
      return;
    }
    // Its start may have come before the trace.
    if (!this.isComplete() && this.state.starters.get(name) === undefined) return;
    const others = [...this.state.threads.values()].find(({ sections }) => sections.some(isIt));
    const by = others?.sections.find(isIt);
    const related = by === undefined ? [] : [{ line: by.line, what: `${others?.name} started such a section` }];
    this.found.add("end-without-start", line, `${name} ends ${sayRange(range)}`, ...related);
  }

  /** The trace is over. */
  finish(line: number): void {
    if (!this.isComplete()) return;
    for (const { name, sections } of this.state.threads.values()) {
      for (const section of sections) {
        const related = { line: section.line, what: "its start" };
        this.found.add("never-ended", line, `${name} left ${sayRange(section.range)} open`, related);
      }
    }
  }
}

/** A result that says that something was refused or went wrong. */
export function isFailure(result: TraceEvent["result"]): boolean {
  return typeof result === "number" ? result !== 0 : typeof result === "string" && result !== "0";
}
