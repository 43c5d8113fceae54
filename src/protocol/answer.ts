import type { FaultKind } from "./fault-kind.ts";
import { sanitize, showValue } from "./sanitize.ts";

/** A JSON-RPC error object. */
export interface ErrorObject {
  readonly code: number;
  readonly message: string;
}

/** What a line turned out to be: an answer to the request, or a fault. */
export type Answer =
  | { readonly result: unknown; readonly extra: readonly string[] }
  | { readonly error: ErrorObject; readonly extra: readonly string[] }
  | { readonly fault: FaultKind; readonly text: string };

type Members = Readonly<Record<string, unknown>>;

const MEMBERS: ReadonlySet<string> = new Set(["jsonrpc", "id", "result", "error"]);

function fault(kind: FaultKind, text: string): Answer {
  return { fault: kind, text };
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isErrorObject(value: unknown): value is ErrorObject {
  return isObject(value) && Number.isInteger(value.code) && typeof value.message === "string";
}

/** Why the id is not the one that is waited for. */
function wrongId(message: Members, expected: number): Answer | undefined {
  const { id } = message;
  if (id === expected) return undefined;
  if (id === undefined || id === null) {
    if (isErrorObject(message.error)) return fault("error-answer", refusal(message.error));
    return fault("missing-id", `an answer without id, where ${expected} was waited for`);
  }
  const shown = showValue(id, 100);
  if (typeof id === "number" && Number.isInteger(id) && id >= 1 && id < expected) {
    return fault("repeated-id", `a second answer with id ${shown}, where ${expected} was waited for`);
  }
  return fault("unknown-id", `an answer with id ${shown}, where ${expected} was waited for`);
}

/** An error object in words. */
export function refusal(error: ErrorObject): string {
  return `it answered with error ${error.code}: ${sanitize(error.message, { max: 500 })}`;
}

/** Reads one line as the answer to the request with this id. Ids count from 1. */
export function readAnswer(line: string, expected: number): Answer {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return fault("not-json", `a line that is not JSON: ${sanitize(line, { max: 200 })}`);
  }
  if (!isObject(message)) return fault("not-schema", `a message must be an object: ${sanitize(line, { max: 200 })}`);
  if (message.jsonrpc !== "2.0")
    return fault("not-schema", `a message without "jsonrpc":"2.0": ${sanitize(line, { max: 200 })}`);
  if (message.method !== undefined)
    return fault("not-schema", "a request or notification, where only answers may come");
  return wrongId(message, expected) ?? outcome(message);
}

const NONE: readonly string[] = [];

/** An answer has three members; only one with more can have unknown ones. */
function unknownIn(message: Members): readonly string[] {
  const names = Object.keys(message);
  return names.length <= 3 ? NONE : names.filter((name) => !MEMBERS.has(name));
}

function outcome(message: Members): Answer {
  const extra = unknownIn(message);
  const { result, error } = message;
  if (error === undefined) {
    return result === undefined ? fault("not-schema", "an answer without result and error") : { result, extra };
  }
  if (result !== undefined) return fault("not-schema", "an answer with both result and error");
  if (!isErrorObject(error)) return fault("not-schema", "an error must have an integer code and a message");
  return { error, extra };
}
