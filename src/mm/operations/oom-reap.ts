import type { Status } from "../../kernel/errno.ts";
import type { Coroutine } from "../../kernel/point.ts";
import type { Mm } from "../../notifier/subscriptions.ts";
import type { AddressSpace } from "../address-space.ts";
import { MmOperation } from "../operation.ts";
import type { Vma } from "../vma.ts";

/** The OOM reaper and process_mrelease (Linux mm/oom_kill.c). */
export class OomReap extends MmOperation {
  /** oom_reap_task_mm: never waits; false if something was left. */
  *run(mm: Mm): Coroutine<boolean> {
    if (!(yield* mm.mmapLock.trylock("read"))) return false;
    const done = yield* this.reapUnlessSkipped(this.space(mm));
    mm.mmapLock.up();
    return done;
  }

  /** process_mrelease: waits for mmap_lock, but in the sections it does not wait either. */
  *release(mm: Mm): Coroutine<Status> {
    if (this.isSkipped(this.space(mm))) return 0;
    yield* mm.mmapLock.down("read");
    const done = yield* this.reapUnlessSkipped(this.space(mm));
    mm.mmapLock.up();
    return done ? 0 : "EAGAIN";
  }

  *reapUnlessSkipped(space: AddressSpace): Coroutine<boolean> {
    return this.isSkipped(space) || (yield* this.reap(space));
  }

  /** Exit has set the mark: it unmaps the rest by itself. */
  isSkipped(space: AddressSpace): boolean {
    return space.oomSkip;
  }

  /** VMA by VMA; one that is refused is left out, and the next one gets its turn. */
  *reap(space: AddressSpace): Coroutine<boolean> {
    let complete = true;
    for (const vma of space.vmas) {
      if (!this.isReapable(vma)) continue;
      const done = yield* this.reapVma(vma);
      complete = complete && done;
    }
    return complete;
  }

  /** Not what other people may use too, and not what has no pages to gain. */
  isReapable({ traits }: Vma): boolean {
    return !traits.hugetlb && !traits.pfn && (!traits.file || traits.private);
  }

  *reapVma(vma: Vma): Coroutine<boolean> {
    const { space, start, end } = vma;
    const range = yield* this.sections.startNonblock(space.mm, "oom-reap", start, end);
    if (range === undefined) return false;
    const gather = this.memory.gather(space);
    yield* this.clear(space, start, end, gather);
    yield* this.sections.end(range);
    yield* gather.finish();
    return true;
  }
}
