import type { ScenarioResult } from "../port/generated/documents.ts";
import { visibleLine } from "../report/visible.ts";
import type { Progress } from "../runner/run.ts";
import type { Io } from "./io.ts";

const EVERY_MS = 80;
/** Room for the name of what runs, beside the numbers. */
const NUMBERS = 36;
const BAD = new Set(["violates", "unstable", "implementation fault", "could not run", "inconclusive"]);

/** One line on a terminal, rewritten in place; nothing elsewhere. */
export class TerminalLine {
  #shown = 0;

  constructor(private readonly io: Io) {}

  /** How many characters of a name fit. */
  get room(): number {
    return (this.io.width ?? 80) - NUMBERS;
  }

  /** Shows a text, unless one was shown just now. */
  show(text: () => string): void {
    const now = performance.now();
    if (!this.io.interactive || now - this.#shown < EVERY_MS) return;
    this.#shown = now;
    this.io.err(`\r\u001b[K${text()}`);
  }

  /** Removes the line. */
  clear(): void {
    if (this.io.interactive && this.#shown > 0) this.io.err("\r\u001b[K");
  }
}

/** How far a run is. */
export class ProgressLine implements Progress {
  #total = 0;
  #done = 0;
  #bad = 0;
  readonly #line: TerminalLine;

  constructor(private readonly io: Io) {
    this.#line = new TerminalLine(io);
  }

  planned(total: number): void {
    this.#total = total;
  }

  finished(result: ScenarioResult): void {
    this.#done++;
    if (BAD.has(result.verdict)) this.#bad++;
    this.#line.show(() => {
      const bad = this.#bad === 0 ? "" : this.io.errStyle.bad(`  ${this.#bad} not as required`);
      return `${this.#done}/${this.#total}${bad}  ${visibleLine(`${result.id} ${result.profile}`, this.#line.room)}`;
    });
  }

  /** Removes the line. */
  clear(): void {
    this.#line.clear();
  }
}
