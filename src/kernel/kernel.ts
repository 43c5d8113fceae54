import { type AccessMode, pack } from "./access.ts";
import { Lockdep } from "./lockdep.ts";
import { KernelPanic } from "./panic.ts";
import type { Coroutine } from "./point.ts";
import { Scheduler } from "./scheduler.ts";
import { Srcu } from "./srcu.ts";
import type { Strategy } from "./strategy.ts";
import type { KThread } from "./thread.ts";
import type { TraceEvent } from "./trace.ts";

// A generator function that is made anew for each world costs that world a hidden class, which keeps all of the world
// alive until the next full collection: those that are passed on are methods, or stand in a module.
function* passBy(): Coroutine {}

/** Everything that is there once: the scheduler, the trace, the list's SRCU domain, lockdep. */
export class Kernel {
  readonly scheduler: Scheduler;
  readonly lockdep: Lockdep;
  /** One read domain for every list of every address space, as upstream has it. */
  readonly srcu: Srcu;
  /** What a thread passes at an inner point (see `hold` of the port). */
  atPoint: (point: string) => Coroutine = passBy;
  /** Whether locks are shown in the trace. */
  showsLocks = false;
  private events: TraceEvent[] = [];

  constructor(strategy?: Strategy) {
    this.scheduler = new Scheduler(strategy);
    this.lockdep = new Lockdep((text) => this.report("lockdep", text));
    this.srcu = new Srcu(this);
  }

  get current(): KThread {
    return this.scheduler.current;
  }

  /** True where somebody wants to know what steps touch. */
  get explored(): boolean {
    return this.scheduler.footprint !== undefined;
  }

  /** The step that is running touches this as well; only an explorer listens. */
  touch(id: number, mode: AccessMode): void {
    this.scheduler.footprint?.push(pack(id, mode));
  }

  emit(event: TraceEvent): void {
    this.events.push(event);
  }

  /** Takes what was traced since the last call. */
  drain(): TraceEvent[] {
    const { events } = this;
    this.events = [];
    return events;
  }

  private report(event: "warning" | "message" | "lockdep" | "fatal", text: string): void {
    this.emit({ event, thread: this.current.name, text });
  }

  /** WARN: a diagnosis that does not stop anything. */
  warn(text: string): void {
    this.report("warning", text);
  }

  /** pr_info. */
  info(text: string): void {
    this.report("message", text);
  }

  /** BUG: ends the world. */
  fatal(text: string): never {
    this.report("fatal", text);
    throw new KernelPanic(text);
  }

  /** True where the current thread may sleep; else a warning that names what wanted to. */
  mightSleep(what: string): boolean {
    const { atomic, nonblock } = this.current;
    if (atomic === 0 && nonblock === 0) return true;
    this.warn(`sleeping function called from ${atomic > 0 ? "atomic" : "non-blockable"} context: ${what}`);
    return false;
  }
}
