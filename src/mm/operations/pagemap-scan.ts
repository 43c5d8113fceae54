import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import { sizeOf } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { MmOperation } from "../operation.ts";

/** PAGEMAP_SCAN that write-protects what it finds written (Linux fs/proc/task_mmu.c, do_pagemap_scan). */
export class PagemapScan extends MmOperation {
  /** One section over what is asked for, whatever is mapped there. */
  *run(mm: Mm, start: bigint, end: bigint): Coroutine<Status> {
    const refused = this.refuse(mm, start, end);
    if (refused !== undefined) return refused;
    yield* mm.mmapLock.down("read");
    const range = yield* this.sections.start(mm, "pagemap-scan", start, end);
    yield* this.protectWritten(this.space(mm), start, end);
    yield* this.sections.end(range);
    mm.mmapLock.up();
    return 0;
  }

  protected *protectWritten({ table, mm }: AddressSpace, start: bigint, end: bigint): Coroutine {
    yield table.lock.acquire;
    yield table.storing;
    for (const { address, pte } of table.readRange(start, end)) {
      if (!pte.write) continue;
      table.store(address, { ...pte, write: false });
      yield* this.memory.tlb.flush(mm, address, address + sizeOf(pte));
    }
    table.lock.release();
  }
}
