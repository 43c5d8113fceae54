import { LIMITS } from "./limits.ts";
import { sanitize } from "./sanitize.ts";

/** Which way a message went: `>` to the implementation, `<` from it. */
export type Direction = ">" | "<";

/** The last messages of a connection. */
export class MessageLog {
  readonly #kept: string[] = [];
  #next = 0;

  add(direction: Direction, line: string): void {
    // A copy of the beginning: a slice would keep the whole line alive.
    const text = line.length > LIMITS.messageCharacters ? line.slice(0, LIMITS.messageCharacters + 1) : line;
    this.#kept[this.#next % LIMITS.messages] = direction + text;
    this.#next += 1;
  }

  /** Oldest first, shortened and made safe to print. */
  list(): string[] {
    const from = Math.max(0, this.#next - LIMITS.messages);
    const all: string[] = [];
    for (let at = from; at < this.#next; at++) {
      const entry = this.#kept[at % LIMITS.messages] ?? "";
      all.push(`${entry.slice(0, 1)} ${sanitize(entry.slice(1), { max: LIMITS.messageCharacters })}`);
    }
    return all;
  }
}
