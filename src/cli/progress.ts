import type { ScenarioResult } from "../port/generated/documents.ts";
import { visibleLine } from "../report/visible.ts";
import type { Progress } from "../runner/run.ts";
import type { Io } from "./io.ts";

const EVERY_MS = 80;
const BAD = new Set(["violates", "implementation fault", "could not run", "inconclusive"]);

/** One line on a terminal, rewritten in place; nothing elsewhere. */
export class ProgressLine implements Progress {
  #total = 0;
  #done = 0;
  #bad = 0;
  #shown = 0;

  constructor(private readonly io: Io) {}

  planned(total: number): void {
    this.#total = total;
  }

  finished(result: ScenarioResult): void {
    this.#done++;
    if (BAD.has(result.verdict)) this.#bad++;
    const now = performance.now();
    if (!this.io.interactive || now - this.#shown < EVERY_MS) return;
    this.#shown = now;
    const bad = this.#bad === 0 ? "" : this.io.errStyle.bad(`  ${this.#bad} not as required`);
    this.io.err(`\r\u001b[K${this.#done}/${this.#total}${bad}  ${visibleLine(`${result.id} ${result.profile}`, 60)}`);
  }

  /** Removes the line. */
  clear(): void {
    if (this.io.interactive && this.#shown > 0) this.io.err("\r\u001b[K");
  }
}
