import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Pte } from "../../kernel/pte.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import { higher, lower } from "../bounds.ts";
import { ProtectionWalk } from "../protection-walk.ts";

/** userfaultfd write protection (Linux mm/userfaultfd.c, mwriteprotect_range). */
export class UserfaultfdWp extends ProtectionWalk {
  protected override readonly site = "userfaultfd-wp";

  *run(mm: Mm, start: bigint, end: bigint): Coroutine<Status> {
    const refused = this.refuse(mm, start, end);
    if (refused !== undefined) return refused;
    yield* mm.mmapLock.down("read");
    const space = this.space(mm);
    const vmas = space.overlapping(start, end);
    for (const vma of vmas) {
      const gather = this.memory.gather(space);
      yield* this.changeProtection(space, higher(start, vma.start), lower(end, vma.end), gather);
      yield* gather.finish();
    }
    mm.mmapLock.up();
    return vmas.length === 0 ? "ENOENT" : 0;
  }

  protected override change(pte: Pte): Pte {
    return pte.write ? { ...pte, write: false } : pte;
  }
}
