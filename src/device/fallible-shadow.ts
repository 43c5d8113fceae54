import type { Status } from "../kernel/errno.ts";
import type { Mutex } from "../kernel/mutex.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { DriverInterface } from "./device.ts";
import { Shadow } from "./shadow.ts";

/**
 * A shadow device whose start needs a sleeping lock, so that it refuses a range that is not
 * blockable while the lock is taken. The pairing proposal of July 2019 allows that, and sends the
 * end all the same: so it accounts for the section first and only then decides.
 */
export class FallibleShadow extends Shadow {
  constructor(
    driver: DriverInterface,
    name: string,
    mm: Mm,
    protected readonly user: Mutex,
  ) {
    super(driver, name, mm, false);
  }

  override *start(range: NotifierRange): Coroutine<Status> {
    yield* super.start(range);
    if (range.blockable) yield* this.user.lock();
    else if (!(yield* this.user.trylock())) return "EAGAIN";
    this.user.unlock();
    return 0;
  }
}
