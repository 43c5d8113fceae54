import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { ByteTail } from "./byte-tail.ts";
import { LIMITS } from "./limits.ts";
import { LineInput } from "./line-input.ts";
import { markedProcesses, signal } from "./marked-processes.ts";
import { forgetChild, killLeftovers, watchChild } from "./process-reaper.ts";
import { sanitize } from "./sanitize.ts";
import type { Incoming, OnNote, Transport } from "./transport.ts";

function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** A running program, its pipes, and everything it may leave behind. */
export class ChildTransport implements Transport {
  readonly #input: LineInput;
  readonly #stderr = new ByteTail(LIMITS.stderrBytes);
  /** How it ended, in words. */
  readonly #exit: Promise<string>;
  #exited: string | undefined;
  #ending: Promise<void> | undefined;
  #hurry: () => void = () => undefined;

  constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly mark: string,
    private readonly onNote: OnNote,
  ) {
    this.#exit = new Promise((resolve) => {
      child.once("exit", (code, by) => {
        this.#exited = by === null ? `status ${code}` : `signal ${by}`;
        resolve(this.#exited);
      });
    });
    this.#input = new LineInput(child.stdout, () => void this.#outputEnded());
    child.stdin.on("error", () => undefined); // nobody reads any more; the end of the output says why
    child.stderr.on("data", (chunk: Buffer) => this.#log(chunk));
    child.stderr.on("error", () => undefined);
  }

  /** To be called once the program runs. */
  watch(): void {
    if (this.child.pid !== undefined) watchChild(this.child.pid, this.mark);
    void this.#exit.then(() => this.#programEnded());
  }

  send(line: string): void {
    if (this.child.stdin.writable) this.child.stdin.write(`${line}\n`);
  }

  receive(withinMs: number): Promise<Incoming | undefined> {
    return this.#input.receive(withinMs);
  }

  partial(): string {
    return this.#input.partial();
  }

  stderr(): string {
    return sanitize(this.#stderr.text(), { max: LIMITS.stderrBytes + 100, lines: true });
  }

  close(): Promise<void> {
    this.#ending ??= this.#end(LIMITS.leaveMs);
    return this.#ending;
  }

  kill(): Promise<void> {
    this.#hurry();
    this.#ending ??= this.#end(0);
    return this.#ending;
  }

  #log(chunk: Buffer): void {
    const before = this.#stderr.total;
    this.#stderr.push(chunk);
    const flood = LIMITS.stderrFloodBytes;
    if (before <= flood && this.#stderr.total > flood) this.onNote(`it writes more than ${flood} bytes to stderr`);
  }

  /** Standard output was closed: with the program, or before it. */
  async #outputEnded(): Promise<void> {
    const exit = await within(LIMITS.exitAfterOutputMs, this.#exit);
    if (exit === undefined) this.#finish("closed-stdout", "it closed its standard output and runs on");
    else this.#finish("crashed", `it exited with ${exit}`);
  }

  /** The program is gone; somebody else may still hold its standard output. */
  async #programEnded(): Promise<void> {
    await within(LIMITS.exitAfterOutputMs, new Promise((resolve) => this.child.stdout.once("close", resolve)));
    this.#finish("crashed", `it exited with ${await this.#exit}`);
  }

  #finish(kind: "crashed" | "closed-stdout", text: string): void {
    const half = this.partial();
    if (half === "") this.#input.finish({ kind, text });
    else this.#input.finish({ kind: "partial-line", text: `${text} in the middle of a line: ${sanitize(half)}` });
  }

  /** Standard input ends, then TERM, then KILL, each after its grace. */
  async #end(leaveMs: number): Promise<void> {
    const { pid } = this.child;
    this.child.stdin.end();
    if (pid !== undefined) {
      const byItself = leaveMs > 0 && (await this.#leaves(leaveMs));
      if (!byItself) await this.#terminate(pid, leaveMs > 0);
      await this.#sweep(pid, byItself);
      forgetChild(pid);
    }
    this.#input.finish({ kind: "crashed", text: "it was ended by the suite" });
    this.child.stderr.destroy();
  }

  async #leaves(leaveMs: number): Promise<boolean> {
    const hurried = new Promise<undefined>((resolve) => {
      this.#hurry = () => resolve(undefined);
    });
    const exit = await Promise.race([within(leaveMs, this.#exit), hurried]);
    if (exit !== undefined && exit !== "status 0") this.onNote(`it left with ${exit} when its input ended`);
    return exit !== undefined;
  }

  async #terminate(pid: number, wasAsked: boolean): Promise<void> {
    if (this.#exited !== undefined) return;
    if (wasAsked) this.onNote("it kept running after its input ended");
    signal(-pid, "SIGTERM");
    if ((await within(LIMITS.termGraceMs, this.#exit)) !== undefined) return;
    this.onNote("it did not leave on SIGTERM and was killed");
    signal(-pid, "SIGKILL");
    await within(LIMITS.leaveMs, this.#exit);
  }

  /** Members of the group that were just sent a signal may still be leaving: they are no leftovers. */
  async #sweep(pid: number, byItself: boolean): Promise<void> {
    if (!byItself && markedProcesses(this.mark, pid).length > 0) signal(-pid, "SIGKILL");
    const left = await killLeftovers(pid, this.mark);
    const escaped = byItself ? left : left.filter((found) => found.group !== pid);
    if (escaped.length > 0) this.onNote("it left a process of its own behind, which was killed");
  }
}
