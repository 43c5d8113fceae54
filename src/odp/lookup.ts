import type { DriverInterface } from "../device/device.ts";
import type { Errno } from "../kernel/errno.ts";
import { PAGE_SIZE, type Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { Unmapping } from "./unmapping.ts";

/**
 * get_user_pages for a device: the pages of [start,end), each with a reference, looked up under
 * mmap_lock held for read and under nothing else. A page that cannot be had ends it; on the first
 * one that is the result.
 */
export class Lookup {
  constructor(
    protected readonly driver: DriverInterface,
    protected readonly unmapping: Unmapping,
  ) {}

  *pages(mm: Mm, start: bigint, end: bigint, write: boolean): Coroutine<Page[] | Errno> {
    const space = this.driver.memory.space(mm);
    const taken = yield* space.lockRead();
    const found: Page[] = [];
    let failed: Errno | undefined;
    for (let at = start; at < end && failed === undefined; at += PAGE_SIZE) {
      const pte = yield* this.driver.faults.touch(space, at, write);
      if (typeof pte === "string") failed = pte;
      else {
        this.unmapping.getPage(pte.page);
        found.push(pte.page);
      }
    }
    if (taken) mm.mmapLock.up();
    return found.length === 0 && failed !== undefined ? failed : found;
  }
}
