import { AFTER, idOf, pack, READ, WRITE } from "../kernel/access.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";

interface Ticket {
  readonly id: number;
}

/** call_srcu for free_notifier: work that runs after a grace period, in a worker of its own. */
export class DeferredFrees {
  private readonly pending = new Set<Ticket>();
  private readonly id = idOf("queued frees");

  constructor(protected readonly kernel: Kernel) {}

  /** Queues the work; returns at once. */
  *queue(work: () => Coroutine): Coroutine {
    const name = this.kernel.current.nameFor("rcu");
    const ticket = { id: idOf(name) };
    this.kernel.touch(this.id, READ);
    this.pending.add(ticket);
    this.kernel.scheduler.spawn(name, this.later(ticket, work));
  }

  /** Sleeps until everything that is queued now has run. */
  *flush(): Coroutine {
    yield { access: pack(this.id, WRITE), wait: { kind: "other", name: "queued frees" } };
    const before = [...this.pending];
    yield* this.kernel.srcu.synchronize();
    for (const ticket of before) {
      yield {
        access: pack(ticket.id, AFTER),
        wait: { kind: "grace_period" },
        ready: () => !this.pending.has(ticket),
      };
    }
  }

  private *later(ticket: Ticket, work: () => Coroutine): Coroutine {
    yield* this.kernel.srcu.synchronize();
    yield* work();
    this.kernel.touch(this.id, READ);
    this.kernel.touch(ticket.id, WRITE);
    this.pending.delete(ticket);
  }
}
