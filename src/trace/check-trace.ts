import { traceEvent, traceHead } from "../port/generated/document-validators.js";
import type { TraceEvent, TraceHead } from "../port/generated/documents.ts";
import type { ValidationError } from "../port/generated/validators.js";
import type { CheckName, TraceViolation } from "./checks.ts";
import { readLines } from "./read-lines.ts";
import { type TraceCounts, TraceJudge } from "./trace-judge.ts";

/** What came of a trace. */
export interface TraceOutcome {
  readonly counts: TraceCounts;
  readonly lines: number;
  /** Lines that are no events, such as what the recorder says of itself. */
  readonly skipped: number;
  /** Events were lost, or the last line is cut off: what needs the whole was not judged from there on. */
  readonly lost: boolean;
  readonly violations: readonly TraceViolation[];
  /** How often each check failed. */
  readonly found: Readonly<Partial<Record<CheckName, number>>>;
}

/** A line that looks like an event and is none. */
export class MalformedTrace extends Error {
  constructor(
    readonly line: number,
    reason: string,
  ) {
    super(`line ${line}: ${reason}`);
    this.name = "MalformedTrace";
  }
}

/** Turns a line of a recorder into events; undefined for one that is none. */
export type ReadTraceLine = (text: string, line: number) => TraceEvent | TraceHead | undefined;

/** What recorders say when their buffers were too small. */
const LOSS = /\blost\b.*\bevents?\b|\bevents?\b.*\blost\b/i;

function problem(errors: readonly ValidationError[] | null | undefined): string {
  const [first] = errors ?? [];
  if (first === undefined) return "its form is wrong";
  const { instancePath, message = "is wrong", params } = first;
  const allowed = Array.isArray(params.allowedValues) ? `: ${params.allowedValues.join(", ")}` : "";
  return `${instancePath === "" ? "it" : instancePath.slice(1)} ${message}${allowed}`;
}

/** Reads a line of the kit's own form (schemas/trace.schema.json). */
export const readJsonLine: ReadTraceLine = (text, line) => {
  if (!text.startsWith("{")) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new MalformedTrace(line, `it is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (traceEvent(data)) return data as TraceEvent;
  const errors = traceEvent.errors;
  if (traceHead(data)) return data as TraceHead;
  throw new MalformedTrace(line, problem("trace" in (data as object) ? traceHead.errors : errors));
};

/**
 * Judges a recorded trace in one pass.
 *
 * @param read the form of its lines
 * @param onProgress is told the number of lines now and then
 * @throws MalformedTrace for a line that begins like an event and is none
 */
export async function checkTrace(
  stream: AsyncIterable<Buffer>,
  read: ReadTraceLine = readJsonLine,
  onProgress: (lines: number) => void = () => undefined,
): Promise<TraceOutcome> {
  const judge = new TraceJudge();
  let lines = 0;
  let skipped = 0;
  let lost = false;
  const lose = () => {
    lost = true;
    judge.lost();
  };
  const take = (text: string) => {
    const found = read(text, lines);
    if (found === undefined) {
      if (text.trim() !== "") skipped += 1;
      if (LOSS.test(text)) lose();
    } else if ("event" in found) judge.event(lines, found);
    else judge.head(found);
  };
  await readLines(stream, (text, ended) => {
    lines += 1;
    if ((lines & 0xffff) === 0) onProgress(lines);
    try {
      take(text);
    } catch (error) {
      // The recorder was stopped in the middle of a line.
      if (ended || !(error instanceof MalformedTrace)) throw error;
      skipped += 1;
      lose();
    }
  });
  judge.finish(lines);
  const found = Object.fromEntries(judge.found.counts);
  return { counts: judge.counts, lines, skipped, lost, violations: judge.found.list(), found };
}
