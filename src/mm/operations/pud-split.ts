import type { Status } from "../../kernel/errno.ts";
import { PUD_SIZE } from "../../kernel/page.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { pudDown } from "../hugetlb.ts";
import { MmOperation } from "../operation.ts";

/**
 * An entry for a whole PUD goes, so that smaller ones can be faulted in (Linux mm/huge_memory.c,
 * __split_huge_pud).
 */
export class PudSplit extends MmOperation {
  *run(mm: Mm, address: bigint): Coroutine<Status> {
    const space = this.space(mm);
    const taken = yield* space.lockRead();
    const pte = yield* space.table.walk(address);
    if (pte?.pud === true) yield* this.split(space, pudDown(address));
    if (taken) mm.mmapLock.up();
    return pte?.pud === true ? 0 : "EINVAL";
  }

  *split(space: AddressSpace, base: bigint): Coroutine {
    const range = yield* this.sections.start(space.mm, "pud-split", base, base + PUD_SIZE);
    const { table } = space;
    yield table.lock.acquire;
    const old = table.read(base);
    if (old?.pud === true) {
      yield table.storing;
      table.store(base, undefined);
      yield* this.clearFlushNotify(space, base, PUD_SIZE);
      this.pages.countMapping(old.page, -1);
    }
    table.lock.release();
    yield* this.sections.endOnly(range);
    if (old?.pud === true) yield* this.pages.put(old.page);
  }
}
