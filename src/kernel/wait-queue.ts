import { AFTER, idOf, pack, READ, WRITE } from "./access.ts";
import type { Kernel } from "./kernel.ts";
import type { Coroutine, Point, Wait } from "./point.ts";
import type { KThread } from "./thread.ts";

/** A wait queue. A waiter enlists before it tests, so a wake-up in between is not lost. */
export class WaitQueue {
  protected readonly waiters = new Map<KThread, { woken: boolean; id: number }>();
  private readonly id: number;
  private readonly wait: Wait;
  private readonly wake: Point;

  constructor(
    private readonly kernel: Kernel,
    wait: Wait,
    owner: string,
    /** Who could end the wait, as far as that is known. */
    private readonly holders: () => readonly KThread[] = () => [],
  ) {
    this.id = idOf(`wait queue ${owner}`);
    this.wait = wait;
    this.wake = { access: pack(this.id, WRITE), wait: { kind: "other", name: "wake-up" } };
  }

  /** Sleeps until the condition holds; it is tested first, and again after every wake-up. */
  *waitEvent(condition: () => Coroutine<boolean>): Coroutine {
    const thread = this.kernel.current;
    this.kernel.mightSleep("wait_event");
    for (;;) {
      const waiter = { woken: false, id: idOf(thread.nameFor("wait")) };
      this.kernel.touch(this.id, READ);
      this.waiters.set(thread, waiter);
      if (yield* condition()) break;
      thread.sleeps += 1;
      const wake = () => {
        waiter.woken = true;
      };
      const { wait, holders } = this;
      yield { access: pack(waiter.id, AFTER), wait, ready: () => waiter.woken, holders, wake };
    }
    this.kernel.touch(this.id, READ);
    this.waiters.delete(thread);
  }

  /** Whom a wake-up reaches. */
  protected due(): Iterable<{ woken: boolean; readonly id: number }> {
    return this.waiters.values();
  }

  *wakeAll(): Coroutine {
    yield this.wake;
    for (const waiter of this.due()) {
      // Only the wake-up that lets it go on comes before what it does then.
      if (waiter.woken) continue;
      waiter.woken = true;
      this.kernel.touch(waiter.id, WRITE);
    }
  }
}
