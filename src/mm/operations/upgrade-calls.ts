import type { Errno, Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import { baseOf, sizeOf } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AccessFlags } from "../access-flags.ts";
import type { Memory } from "../memory.ts";
import { MmOperation } from "../operation.ts";
import type { Faults } from "./faults.ts";

/** Upgrades of entries by themselves: what a page fault does in its last step. */
export class UpgradeCalls extends MmOperation {
  constructor(
    memory: Memory,
    protected readonly flags: AccessFlags,
    protected readonly faults: Faults,
  ) {
    super(memory);
  }

  /** The end of handle_pte_fault, on an entry as it was seen before the lock. */
  *setAccessFlags(mm: Mm, address: bigint, write: boolean): Coroutine<boolean | Errno> {
    const space = this.space(mm);
    const vma = space.find(address);
    const taken = yield* space.lockRead();
    const seen = yield* space.table.walk(address);
    if (seen !== undefined && vma !== undefined) {
      const wanted = { write: seen.write || write, young: true, dirty: seen.dirty || write };
      yield space.table.lock.acquire;
      const changed = yield* this.flags.set(vma, address, wanted, write);
      space.table.lock.release();
      if (taken) mm.mmapLock.up();
      return changed;
    }
    if (taken) mm.mmapLock.up();
    return "EFAULT";
  }

  /**
   * The first variant of the patch of 2023: generic code tells everybody of an upgrade, with an
   * event of its own (003_bbb6683ee0213fea.txt, notes below the cut and the first answer).
   */
  *faultWithEvent(mm: Mm, address: bigint): Coroutine<Status> {
    const space = this.space(mm);
    const seen = yield* space.table.walk(address);
    if (seen === undefined) return "EFAULT";
    const at = baseOf(address, seen);
    const range = yield* this.sections.start(mm, "upgrade", at, at + sizeOf(seen));
    const rc = yield* this.faults.write(mm, address);
    yield* this.sections.end(range);
    return rc;
  }
}
