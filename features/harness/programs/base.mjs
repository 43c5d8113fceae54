// What the programs share: the reference over the wire, with a hand on its answers.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const KIT = fileURLToPath(new URL("../../../dist/cli/mmuspec.js", import.meta.url));

/** The operation at which a program misbehaves: one scenario of the harness uses it, the other does not. */
const TRIGGER = "read_begin";

/**
 * Answers as the reference does, except for what `change` makes of it: it gets the text of an
 * answer with its newline, and the request, and returns what is written instead.
 */
export async function reference(change = (text) => text, input = process.stdin, output = process.stdout) {
  const inner = spawn(process.execPath, [KIT, "serve"], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: inner.stdout })[Symbol.asyncIterator]();
  for await (const line of createInterface({ input })) {
    inner.stdin.write(`${line}\n`);
    const { value } = await answers.next();
    const text = await change(`${value}\n`, JSON.parse(line));
    if (text !== undefined) output.write(text);
  }
  inner.stdin.end();
}

/** Behaves well until one operation is called. */
export function midway(change, input, output) {
  return reference((text, request) => (request.params.op === TRIGGER ? change(text, request) : text), input, output);
}

/** A message, as one line. */
export function line(message) {
  return `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`;
}

/** Calls `answer` with each request, and nothing else. */
export async function bare(answer) {
  for await (const text of createInterface({ input: process.stdin })) {
    const written = answer(JSON.parse(text));
    if (written !== undefined) process.stdout.write(written);
  }
}
