import { isUtf8 } from "node:buffer";
import { LIMITS } from "./limits.ts";
import type { Ending } from "./transport.ts";

const NEWLINE = 0x0a;

/**
 * Cuts a byte stream into lines of at most `limit` bytes. What is kept never exceeds the limit
 * and one chunk, whatever arrives.
 */
export class LineSplitter {
  #parts: Buffer[] = [];
  #length = 0;

  constructor(
    private readonly onLine: (line: string) => void,
    private readonly limit: number = LIMITS.lineBytes,
  ) {}

  /** Bytes since the last newline. */
  get length(): number {
    return this.#length;
  }

  /** The beginning of what came since the last newline. */
  partial(bytes = 200): string {
    return Buffer.concat(this.#parts).subarray(0, bytes).toString("utf8");
  }

  /** Takes a chunk. The answer says why reading cannot go on, if so; then the rest is dropped. */
  push(chunk: Buffer): Ending | undefined {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      const part = chunk.subarray(from, at);
      const problem = this.#length === 0 ? this.#whole(part) : (this.#add(part) ?? this.#cut());
      if (problem !== undefined) return problem;
      from = at + 1;
    }
    return from === chunk.length ? undefined : this.#add(chunk.subarray(from));
  }

  #add(part: Buffer): Ending | undefined {
    this.#length += part.length;
    if (this.#length > this.limit) return this.#tooLong();
    this.#parts.push(part);
    return undefined;
  }

  #cut(): Ending | undefined {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    return this.#whole(bytes);
  }

  #whole(bytes: Buffer): Ending | undefined {
    if (bytes.length > this.limit) return this.#tooLong();
    if (!isUtf8(bytes)) return { kind: "not-json", text: "a line that is not UTF-8" };
    this.onLine(bytes.toString("utf8"));
    return undefined;
  }

  #tooLong(): Ending {
    this.#parts = [];
    return { kind: "oversized-message", text: `more than ${this.limit} bytes without a newline` };
  }
}
