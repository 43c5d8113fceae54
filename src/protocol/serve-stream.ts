import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import type { Implementation } from "../port/implementation.ts";
import { LineInput } from "./line-input.ts";
import { createRequestHandler, errorAnswer, RPC_ERROR_CODES } from "./request-handler.ts";
import type { Ending } from "./transport.ts";

const ENDED: Ending = { kind: "closed-stdout", text: "the input ended" };

/** What to say last when the input cannot be read on. */
function lastWord(ending: Ending, partial: string): string | undefined {
  if (ending !== ENDED) return errorAnswer(null, RPC_ERROR_CODES.parse, ending.text);
  return partial === "" ? undefined : errorAnswer(null, RPC_ERROR_CODES.parse, "half a line");
}

/** Writes a line, and waits while the reader is behind. False once nobody reads any more. */
async function write(output: Writable, line: string): Promise<boolean> {
  if (output.destroyed || output.writableEnded) return false;
  if (output.write(`${line}\n`)) return true;
  await Promise.race([once(output, "drain"), once(output, "close")]).catch(() => undefined);
  return !output.destroyed;
}

/**
 * Puts an implementation behind a pair of streams: reads a request a line, one after the other,
 * and answers each. Returns when the input has ended, after `shutdown`, or when nobody reads the
 * answers; the implementation is closed then.
 */
export async function serveStream(implementation: Implementation, input: Readable, output: Writable): Promise<void> {
  const lines = new LineInput(input, () => lines.finish(ENDED));
  const handle = createRequestHandler(implementation);
  output.on("error", () => lines.finish(ENDED));
  try {
    for (;;) {
      const incoming = await lines.receive();
      if (incoming === undefined || "ending" in incoming) {
        const last = incoming && lastWord(incoming.ending, lines.partial());
        if (last !== undefined) await write(output, last);
        return;
      }
      const { line, last } = await handle(incoming.line);
      if (line !== undefined && !(await write(output, line))) return;
      if (last) return;
    }
  } finally {
    lines.finish(ENDED);
    await implementation.close();
  }
}
