import type { Kernel } from "./kernel.ts";
import type { Coroutine, Point, Wait } from "./point.ts";
import type { KThread } from "./thread.ts";

/** A wait queue. A waiter enlists before it tests, so a wake-up in between is not lost. */
export class WaitQueue {
  protected readonly waiters = new Map<KThread, { woken: boolean }>();
  private readonly sleep: Point;
  private readonly wake: Point;

  constructor(
    private readonly kernel: Kernel,
    wait: Wait,
  ) {
    this.sleep = { object: this, write: true, wait, ready: (thread) => this.waiters.get(thread)?.woken !== false };
    this.wake = { object: this, write: true, wait: { kind: "other", name: "wake-up" } };
  }

  /** Sleeps until the condition holds; it is tested first, and again after every wake-up. */
  *waitEvent(condition: () => Coroutine<boolean>): Coroutine {
    const thread = this.kernel.current;
    this.kernel.mightSleep("wait_event");
    for (;;) {
      this.waiters.set(thread, { woken: false });
      if (yield* condition()) break;
      yield this.sleep;
    }
    this.waiters.delete(thread);
  }

  *wakeAll(): Coroutine {
    yield this.wake;
    for (const waiter of this.waiters.values()) waiter.woken = true;
  }
}
