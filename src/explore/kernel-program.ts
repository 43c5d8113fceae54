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
    for (const name of names) this.numberOf(name);
    this.threads = names.length + WORKERS;
  }

  start(): Execution {
    const world = this.make();
    const { scheduler } = world.kernel;
    for (const [name, code] of Object.entries(world.threads)) scheduler.thread(name).begin(code());
    return new KernelExecution(world, (name) => this.numberOf(name));
  }

  /** The name of a thread by its number. */
  nameOf(thread: number): string {
    return [...this.numbers].find(([, number]) => number === thread)?.[0] ?? `thread ${thread}`;
  }

  private numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    if (this.numbers.size >= (this.threads ?? 31)) throw new Error("the program starts too many threads");
    this.numbers.set(name, this.numbers.size);
    return this.numbers.size - 1;
  }
}

class KernelExecution implements Execution {
  constructor(
    private readonly world: KernelWorld,
    private readonly numberOf: (name: string) => number,
  ) {}

  enabled(): number {
    const { scheduler } = this.world.kernel;
    if (scheduler.halted !== undefined) return 0;
    let mask = 0;
    for (const thread of scheduler.threads) if (thread.runnable) mask |= 1 << this.numberOf(thread.name);
    return mask;
  }

  step(number: number): Footprint {
    const { scheduler } = this.world.kernel;
    const thread = scheduler.threads.find(({ name }) => this.numberOf(name) === number);
    if (thread === undefined) throw new Error(`there is no thread ${number} in this execution`);
    const footprint: number[] = [];
    scheduler.footprint = footprint;
    scheduler.step(thread);
    scheduler.footprint = undefined;
    return footprint;
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
