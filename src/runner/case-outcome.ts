import type { Attachment, Envelope, TestCase, TestStepResult } from "@cucumber/messages";
import { FAILURE_MEDIA_TYPE, type Failure, SEEN_MEDIA_TYPE, type Seen } from "./failure.ts";

/** How one pickle ended, before it is judged. */
export interface CaseOutcome {
  readonly status: "passed" | "failed" | "skipped" | "undefined" | "ambiguous" | "pending";
  /** What the steps attached. */
  readonly failure?: Failure;
  /** What happened, where a session tells it of all. */
  readonly seen?: Seen;
  /** Cucumber's own message, for what is not a failure of the implementation. */
  readonly message?: string;
  /** The step that did not pass. */
  readonly step?: string;
  readonly durationMs: number;
}

interface Running {
  readonly pickleId: string;
  worst?: { result: TestStepResult; stepId: string };
  skipped: boolean;
  failure?: Failure;
  seen?: Seen;
  nanos: number;
}

/** Who is told when a pickle begins and ends. */
export interface CaseListener {
  started(pickleId: string): void;
  finished(pickleId: string, outcome: CaseOutcome): void;
}

function decode<T>(attachment: Attachment): T {
  const text =
    attachment.contentEncoding === "BASE64" ? Buffer.from(attachment.body, "base64").toString("utf8") : attachment.body;
  return JSON.parse(text) as T;
}

/** Turns cucumber's messages into one outcome a pickle. */
export class CaseCollector {
  readonly #cases = new Map<string, TestCase>();
  readonly #running = new Map<string, Running>();

  constructor(
    private readonly listener: CaseListener,
    /** The text of a step of a pickle. */
    private readonly stepText: (pickleId: string, pickleStepId: string) => string | undefined,
  ) {}

  /** To be called with every message, in order. */
  readonly onMessage = (envelope: Envelope): void => {
    if (envelope.testCase) this.#cases.set(envelope.testCase.id, envelope.testCase);
    else if (envelope.testCaseStarted) this.#start(envelope.testCaseStarted);
    else if (envelope.testStepFinished) this.#step(envelope.testStepFinished);
    else if (envelope.attachment) this.#attach(envelope.attachment);
    else if (envelope.testCaseFinished) this.#finish(envelope.testCaseFinished.testCaseStartedId);
  };

  #start(message: { id: string; testCaseId: string }): void {
    const pickleId = this.#cases.get(message.testCaseId)?.pickleId ?? "";
    this.#running.set(message.id, { pickleId, skipped: false, nanos: 0 });
    this.listener.started(pickleId);
  }

  #step(message: { testCaseStartedId: string; testStepId: string; testStepResult: TestStepResult }): void {
    const running = this.#running.get(message.testCaseStartedId);
    if (running === undefined) return;
    const { status, duration } = message.testStepResult;
    running.nanos += duration.seconds * 1e9 + duration.nanos;
    if (status === "SKIPPED") running.skipped = true;
    else if (status !== "PASSED") running.worst ??= { result: message.testStepResult, stepId: message.testStepId };
  }

  #attach(attachment: Attachment): void {
    const running = this.#running.get(attachment.testCaseStartedId ?? "");
    if (running === undefined) return;
    if (attachment.mediaType === FAILURE_MEDIA_TYPE) running.failure = decode<Failure>(attachment);
    if (attachment.mediaType === SEEN_MEDIA_TYPE) running.seen = decode<Seen>(attachment);
  }

  #finish(id: string): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    this.#running.delete(id);
    this.listener.finished(running.pickleId, this.#outcome(running));
  }

  #outcome({ pickleId, worst, skipped, failure, seen, nanos }: Running): CaseOutcome {
    const durationMs = nanos / 1e6;
    if (worst === undefined) {
      return { status: skipped ? "skipped" : "passed", durationMs, ...(seen === undefined ? {} : { seen }) };
    }
    const step = failure?.step ?? this.#stepOf(pickleId, worst.stepId);
    return {
      status: worst.result.status.toLowerCase() as CaseOutcome["status"],
      durationMs,
      ...(step === undefined ? {} : { step }),
      ...(failure === undefined ? {} : { failure }),
      ...(worst.result.message === undefined ? {} : { message: worst.result.message }),
    };
  }

  #stepOf(pickleId: string, testStepId: string): string | undefined {
    for (const testCase of this.#cases.values()) {
      if (testCase.pickleId !== pickleId) continue;
      const step = testCase.testSteps.find(({ id }) => id === testStepId);
      return step?.pickleStepId === undefined ? undefined : this.stepText(pickleId, step.pickleStepId);
    }
    return undefined;
  }
}
