import type { Footprint } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { KThread } from "../kernel/thread.ts";
import type { Execution, Program, Stuck } from "./program.ts";

/** One world for one execution: its kernel, the threads that run in it, and how it is read at the end. */
export interface KernelWorld {
  readonly kernel: Kernel;
  /** The named threads and their code, in the order of their numbers. */
  readonly threads: Readonly<Record<string, () => Coroutine<unknown>>>;
  outcome(stuck: readonly KThread[]): string;
}

/** The most threads of the kernel's own (workers) that a program may start. */
const WORKERS = 8;

/** Kernel threads as a program whose orders can be explored. */
export class KernelProgram implements Program {
  readonly threads: number;
  /** Numbers by name: the same in every execution. */
  private readonly numbers = new Map<string, number>();

  constructor(private readonly make: () => KernelWorld) {
    const names = Object.keys(make().threads);
    this.threads = names.length + WORKERS;
    for (const name of names) this.numberOf(name);
  }

  start(): KernelExecution {
    const world = this.make();
    const { scheduler } = world.kernel;
    for (const [name, code] of Object.entries(world.threads)) scheduler.thread(name).begin(code());
    return new KernelExecution(world, (name) => this.numberOf(name));
  }

  /** The name of a thread by its number. */
  nameOf(thread: number): string {
    return [...this.numbers].find(([, number]) => number === thread)?.[0] ?? `thread ${thread}`;
  }

  /**
   * The same order with the kernel's own threads numbered as they first appear in it, which is what a
   * program does that replays it alone.
   */
  ownNumbers(order: readonly number[]): number[] {
    const execution = this.start();
    for (const thread of order) execution.redo(thread);
    const named = this.threads - WORKERS;
    return order.map((thread) => (thread < named ? thread : named + execution.workers.indexOf(thread)));
  }

  private numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    if (this.numbers.size >= this.threads) throw new Error("the program starts too many threads");
    this.numbers.set(name, this.numbers.size);
    return this.numbers.size - 1;
  }
}

class KernelExecution implements Execution {
  /** Each thread of the scheduler by its number. Threads that were only used before the start have none. */
  private readonly byNumber: KThread[] = [];
  /** Numbers of threads in the order in which they were first seen. */
  private readonly met: number[] = [];
  private seen = 0;

  constructor(
    private readonly world: KernelWorld,
    private readonly numberOf: (name: string) => number,
  ) {}

  /** Threads that were started since the last look. */
  private look(): void {
    const { threads } = this.world.kernel.scheduler;
    for (; this.seen < threads.length; this.seen += 1) {
      const thread = threads[this.seen];
      if (thread === undefined || thread.idle) continue;
      const number = this.numberOf(thread.name);
      this.byNumber[number] = thread;
      this.met.push(number);
    }
  }

  /** The kernel's own threads in the order in which they appeared. */
  get workers(): number[] {
    const named = Object.keys(this.world.threads).length;
    return this.met.filter((number) => number >= named);
  }

  enabled(): number {
    const { scheduler } = this.world.kernel;
    if (scheduler.halted !== undefined) return 0;
    if (this.seen < scheduler.threads.length) this.look();
    let mask = 0;
    const { byNumber } = this;
    for (let at = 0; at < byNumber.length; at += 1) if (byNumber[at]?.runnable === true) mask |= 1 << at;
    return mask;
  }

  step(number: number): Footprint {
    const footprint: number[] = [];
    const { scheduler } = this.world.kernel;
    scheduler.footprint = footprint;
    this.redo(number);
    scheduler.footprint = undefined;
    return footprint;
  }

  redo(number: number): void {
    const { scheduler } = this.world.kernel;
    if (this.seen < scheduler.threads.length) this.look();
    const thread = this.byNumber[number];
    if (thread === undefined) throw new Error(`there is no thread ${number} in this execution`);
    scheduler.step(thread);
  }

  stuck(): readonly Stuck[] {
    return this.stuckThreads().map(({ name, point }) => ({
      thread: this.numberOf(name),
      pending: point === undefined ? [] : [point.access],
    }));
  }

  outcome(): string {
    return this.world.outcome(this.stuckThreads());
  }

  private stuckThreads(): KThread[] {
    return this.world.kernel.scheduler.threads.filter((thread) => thread.point !== undefined && !thread.runnable);
  }
}
