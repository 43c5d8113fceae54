import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";

/** call_srcu for free_notifier: work that runs after a grace period, in a worker of its own. */
export class DeferredFrees {
  private readonly pending = new Set<object>();

  constructor(protected readonly kernel: Kernel) {}

  /** Queues the work; returns at once. */
  *queue(work: () => Coroutine): Coroutine {
    const ticket = {};
    this.pending.add(ticket);
    this.kernel.scheduler.spawn("rcu", this.later(ticket, work));
  }

  /** Sleeps until everything that is queued now has run. */
  *flush(): Coroutine {
    const before = [...this.pending];
    yield* this.kernel.srcu.synchronize();
    yield {
      object: this,
      write: false,
      wait: { kind: "grace_period" },
      ready: () => before.every((ticket) => !this.pending.has(ticket)),
    };
  }

  private *later(ticket: object, work: () => Coroutine): Coroutine {
    yield* this.kernel.srcu.synchronize();
    yield* work();
    this.pending.delete(ticket);
  }
}
