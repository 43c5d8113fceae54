import type { Coroutine } from "../kernel/point.ts";
import { WaitQueue } from "../kernel/wait-queue.ts";
import type { NotifierRange } from "../notifier/range.ts";
import { Shadow } from "./shadow.ts";

/**
 * A shadow device whose faults wait until none of its sections is open, and are woken by the end of
 * one (Linux drivers/misc/sgi-gru, gru_user_dropin and grutlbpurge.c). invalidate_page opens none, so
 * nobody waits because of it, and it has nobody to wake.
 */
export class GruShadow extends Shadow {
  protected readonly queue = new WaitQueue(
    this.driver.kernel,
    { kind: "other", name: `the sections of ${this.name}` },
    `sections of ${this.name}`,
  );

  protected override *begin(): Coroutine<bigint> {
    const isIdle = this.isIdle.bind(this);
    yield* this.queue.waitEvent(() => isIdle());
    return yield* super.begin();
  }

  *isIdle(): Coroutine<boolean> {
    yield this.lock.acquire;
    const idle = this.active.length === 0;
    this.lock.release();
    return idle;
  }

  override *end(range: NotifierRange): Coroutine {
    yield* super.end(range);
    yield* this.queue.wakeAll();
  }

  /** Sections that are still open end without this device. */
  override *release(): Coroutine {
    yield* super.release();
    yield this.lock.acquire;
    this.active = [];
    this.lock.release();
    yield* this.queue.wakeAll();
  }
}
