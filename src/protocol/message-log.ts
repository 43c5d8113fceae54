import { LIMITS } from "./limits.ts";
import { sanitize } from "./sanitize.ts";

/** Which way a message went: `>` to the implementation, `<` from it. */
export type Direction = ">" | "<";

const KEPT = 4 * LIMITS.messageCharacters;

/** The last messages of a connection. */
export class MessageLog {
  readonly #directions: Direction[] = [];
  readonly #lines: string[] = [];
  #next = 0;

  add(direction: Direction, line: string): void {
    const at = this.#next % LIMITS.messages;
    this.#directions[at] = direction;
    // Of a long line only the beginning: ten of the longest would be much to keep.
    this.#lines[at] = line.length > KEPT ? Buffer.from(line.slice(0, KEPT)).toString() : line;
    this.#next += 1;
  }

  /** Oldest first, shortened and made safe to print. */
  list(): string[] {
    const all: string[] = [];
    for (let n = Math.max(0, this.#next - LIMITS.messages); n < this.#next; n++) {
      const at = n % LIMITS.messages;
      all.push(`${this.#directions[at]} ${sanitize(this.#lines[at] ?? "", { max: LIMITS.messageCharacters })}`);
    }
    return all;
  }
}
