import type { DriverInterface } from "../device/device.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { IntervalUmem } from "./interval-umem.ts";
import type { Unmapping } from "./unmapping.ts";

/** The invalidate callback of a umem (Linux 6.12 drivers/infiniband/hw/mlx5/odp.c, mlx5_ib_invalidate_range). */
export class IntervalInvalidation {
  constructor(
    protected readonly driver: DriverInterface,
    protected readonly unmapping: Unmapping,
  ) {}

  /** It needs a mutex, so it refuses where it may not sleep, before it has done anything. */
  *invalidate(umem: IntervalUmem, range: NotifierRange, seq: bigint): Coroutine<boolean> {
    if (!range.blockable) return false;
    yield* umem.mutex.lock();
    yield* this.driver.intervals.setSeq(umem.subscriber, seq);
    this.takeAway(umem, range);
    umem.mutex.unlock();
    return true;
  }

  /** The device's entries first: until they are gone it may use the DMA mapping. */
  takeAway(umem: IntervalUmem, { start, end }: Pick<NotifierRange, "start" | "end">): void {
    this.unmapping.zap(umem, start, end);
    this.unmapping.unmapLocked(umem, start, end);
  }
}
