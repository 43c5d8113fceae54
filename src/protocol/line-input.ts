import type { Readable } from "node:stream";
import { LIMITS } from "./limits.ts";
import { LineSplitter } from "./line-splitter.ts";
import type { Ending, Incoming } from "./transport.ts";

interface Clock {
  readonly ms: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * The lines of a stream, to be asked for one by one. Reading pauses while many are unread, so a
 * peer that floods fills its own pipe and not our memory.
 */
export class LineInput {
  readonly #lines: string[] = [];
  readonly #splitter = new LineSplitter((line) => this.#deliver(line));
  #ending: Ending | undefined;
  #waiter: ((incoming: Incoming | undefined) => void) | undefined;
  /** Bytes of the lines that are unread, roughly. */
  #unread = 0;
  #clock: Clock | undefined;

  /** `onEnd` is called once when the stream ends; it should lead to {@link finish}. */
  constructor(
    private readonly stream: Readable,
    onEnd: () => void,
  ) {
    stream.on("data", (chunk: Buffer) => this.#take(chunk));
    stream.on("error", () => undefined); // a reset connection; `close` follows
    let ended = false;
    const end = () => {
      if (!ended) onEnd();
      ended = true;
    };
    stream.once("end", end);
    stream.once("close", end);
  }

  /** The beginning of half a line; empty if there is none. */
  partial(): string {
    return this.#splitter.length === 0 ? "" : this.#splitter.partial();
  }

  /** No more lines will come, for this reason. The first reason stands. */
  finish(ending: Ending): void {
    if (this.#ending !== undefined) return;
    this.#ending = ending;
    this.stream.destroy();
    this.#settle({ ending });
    if (this.#clock !== undefined) clearTimeout(this.#clock.timer);
  }

  /** See `Transport.receive`; without a time it waits for as long as it takes. */
  receive(withinMs?: number): Promise<Incoming | undefined> {
    const line = this.#lines.shift();
    if (line !== undefined) {
      this.#unread -= line.length;
      if (this.#lines.length === 0) this.stream.resume();
      return Promise.resolve({ line });
    }
    if (this.#ending !== undefined) return Promise.resolve({ ending: this.#ending });
    if (withinMs !== undefined) this.#wind(withinMs);
    return new Promise((resolve) => {
      this.#waiter = resolve;
    });
  }

  /** Winding one clock up again for each line is cheaper than a clock a line. */
  #wind(ms: number): void {
    if (this.#clock?.ms === ms) {
      this.#clock.timer.refresh();
      return;
    }
    if (this.#clock !== undefined) clearTimeout(this.#clock.timer);
    // The stream keeps the process alive while somebody waits; the clock need not.
    this.#clock = { ms, timer: setTimeout(() => this.#settle(undefined), ms).unref() };
  }

  #take(chunk: Buffer): void {
    if (this.#ending !== undefined) return;
    const problem = this.#splitter.push(chunk);
    if (problem !== undefined) this.finish(problem);
    else if (this.#lines.length > LIMITS.unreadLines || this.#unread > LIMITS.unreadCharacters) this.stream.pause();
  }

  #deliver(line: string): void {
    if (this.#waiter !== undefined) {
      this.#settle({ line });
      return;
    }
    this.#lines.push(line);
    this.#unread += line.length;
  }

  #settle(incoming: Incoming | undefined): void {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    waiter?.(incoming);
  }
}
