import { type Access, AFTER, idOf, pack, WRITE } from "./access.ts";
import { KernelPanic } from "./panic.ts";
import type { Coroutine } from "./point.ts";
import { runToCompletion, type Strategy } from "./strategy.ts";
import { KThread } from "./thread.ts";

/** Runs threads one step at a time; which one is the strategy's choice. Deterministic. */
export class Scheduler {
  readonly threads: KThread[] = [];
  /** Set by a fatal check: nothing runs any more. */
  halted: KernelPanic | undefined;
  /** Where the accesses of each step are noted, while somebody wants to know them. */
  footprint: Access[] | undefined;
  private running: KThread | undefined;

  constructor(private readonly strategy: Strategy = runToCompletion) {}

  /** The thread whose code is executing. */
  get current(): KThread {
    if (this.running === undefined) throw new Error("no thread is running");
    return this.running;
  }

  /** The thread of that name, made at first use. */
  thread(name: string): KThread {
    const known = this.threads.find((thread) => thread.name === name);
    if (known !== undefined) return known;
    const thread = new KThread(name);
    this.threads.push(thread);
    return thread;
  }

  /** Starts a thread of the kernel's own: all that it does comes after this. */
  spawn(name: string, code: Coroutine<unknown>): KThread {
    const thread = new KThread(name);
    this.threads.push(thread);
    const id = idOf(`start of ${name}`);
    this.footprint?.push(pack(id, WRITE));
    thread.begin(code, { access: pack(id, AFTER), wait: { kind: "other", name: "start" } });
    return thread;
  }

  /** Runs until no thread can go on. */
  run(): void {
    while (this.halted === undefined) {
      const thread = this.strategy(this.threads, this.running);
      if (thread === undefined) break;
      this.step(thread);
    }
    this.running = undefined;
  }

  /** Lets a thread that can go on take one step. */
  step(thread: KThread): void {
    this.running = thread;
    if (thread.point !== undefined) this.footprint?.push(thread.point.access);
    try {
      thread.step();
    } catch (error) {
      if (!(error instanceof KernelPanic)) throw error;
      this.halted = error;
    }
  }
}
