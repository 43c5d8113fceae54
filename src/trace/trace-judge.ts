import type { TraceEvent, TraceHead } from "../port/generated/documents.ts";
import { CallbackJudge } from "./judge-callbacks.ts";
import { SectionJudge } from "./judge-sections.ts";
import { SubscriberJudge } from "./judge-subscribers.ts";
import { enter, type Frame, TraceState, type TraceThread } from "./trace-state.ts";
import { Violations } from "./violations.ts";

type Op = NonNullable<TraceEvent["op"]>;

/** What a trace held. */
export interface TraceCounts {
  events: number;
  starts: number;
  callbacks: number;
  inserts: number;
  removes: number;
}

/**
 * Judges a recorded sequence of notifier events, one at a time. It keeps what is open, and a bounded number of
 * what is gone: its memory does not grow with the trace.
 */
export class TraceJudge {
  readonly found = new Violations();
  readonly counts: TraceCounts = { events: 0, starts: 0, callbacks: 0, inserts: 0, removes: 0 };
  private readonly state = new TraceState();
  private complete = false;
  private readonly sections: SectionJudge;
  private readonly subscribers: SubscriberJudge;
  private readonly callbacks: CallbackJudge;

  constructor() {
    const isComplete = () => this.complete;
    this.sections = new SectionJudge(this.state, this.found, isComplete);
    this.subscribers = new SubscriberJudge(this.state, this.found, isComplete);
    this.callbacks = new CallbackJudge(this.state, this.found);
  }

  /** Reads the head of the trace. */
  head({ complete = false }: TraceHead): void {
    this.complete = complete;
  }

  /** Events were lost: from here on nothing is certain that needs the whole. */
  lost(): void {
    this.complete = false;
  }

  event(line: number, event: TraceEvent): void {
    this.counts.events += 1;
    const thread = this.state.thread(event.thread);
    if (event.event === "call") this.called(line, event, thread);
    else if (event.event === "callback") this.calledBack(line, event, thread);
    else this.left(line, event, thread);
    this.state.settle(thread);
  }

  private called(line: number, event: TraceEvent, thread: TraceThread): void {
    const { op } = event;
    if (op !== undefined) this.ON_CALL[op]?.(line, event, thread);
    enter(thread, { line, entered: event });
  }

  private calledBack(line: number, event: TraceEvent, thread: TraceThread): void {
    this.counts.callbacks += 1;
    this.callbacks.entered(line, event, thread);
    enter(thread, { line, entered: event });
  }

  /** Leaves the innermost frame that it can belong to; those inside it were left without a word. */
  private left(line: number, event: TraceEvent, thread: TraceThread): void {
    const at = thread.frames.findLastIndex(({ entered }) => matches(entered, event));
    // It was entered before the trace began.
    if (at < 0) return;
    const [frame] = thread.frames.splice(at);
    if (frame === undefined) return;
    if (event.event === "callback_exit") this.callbacks.left(line, frame, event.result);
    else if (frame.entered.op !== undefined) this.ON_RETURN[frame.entered.op]?.(line, frame, event, thread);
  }

  /** The trace is over, at this line. */
  finish(line: number): void {
    this.sections.finish(line);
    this.subscribers.finish(line);
  }

  private readonly ON_CALL: Readonly<
    Partial<Record<Op, (line: number, event: TraceEvent, thread: TraceThread) => void>>
  > = {
    invalidate_range_start: (line, event) => {
      this.counts.starts += 1;
      this.sections.startCalled(line, event);
    },
    invalidate_range_end: (line, event, thread) => this.sections.endCalled(line, event, thread),
    interval_insert: (line, event, thread) => {
      this.counts.inserts += 1;
      this.subscribers.insertCalled(line, event, thread);
    },
    interval_remove: (line, event, thread) => {
      this.counts.removes += 1;
      this.subscribers.removeCalled(line, event, thread);
    },
    read_begin: (line, event, thread) => this.subscribers.readCalled(line, event, thread),
    unregister: (line, event, thread) => this.subscribers.leaveCalled(line, event, thread),
    put: (line, event, thread) => this.subscribers.leaveCalled(line, event, thread),
    synchronize: (line, event, thread) => this.subscribers.leaveCalled(line, event, thread),
  };

  private readonly ON_RETURN: Readonly<
    Partial<Record<Op, (line: number, frame: Frame, event: TraceEvent, thread: TraceThread) => void>>
  > = {
    invalidate_range_start: (_, frame, { result }, thread) => this.sections.startReturned(thread, frame, result),
    interval_insert: (_, frame, { result }) => this.subscribers.insertReturned(frame, result),
    interval_update: (_, frame, { result }) => this.subscribers.updateReturned(frame, result),
    interval_remove: (line, frame) => this.subscribers.removeReturned(line, frame),
    register: (_, frame, { result }) => this.subscribers.registerReturned(frame, result),
    unregister: (line, frame) => this.subscribers.unregisterReturned(line, frame),
    exit: (line, frame) => this.subscribers.exitReturned(line, frame),
  };
}

function matches(entered: TraceEvent, left: TraceEvent): boolean {
  if (left.event === "return") return entered.event === "call" && entered.op === left.op;
  return (
    entered.event === "callback" &&
    entered.callback === left.callback &&
    (left.subscriber === undefined || entered.subscriber === left.subscriber)
  );
}
