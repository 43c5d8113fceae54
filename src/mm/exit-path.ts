import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import { ULONG_MAX } from "../notifier/range.ts";
import type { Sections } from "../notifier/sections.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { AddressSpace } from "./address-space.ts";
import type { Gather } from "./gather.ts";
import type { Memory } from "./memory.ts";
import type { Munmap } from "./operations/munmap.ts";

/** The end of an address space (Linux kernel/fork.c mmput, mm/mmap.c exit_mmap). */
export class ExitPath {
  constructor(
    protected readonly kernel: Kernel,
    protected readonly sections: Sections,
    protected readonly memory: Memory,
    protected readonly munmap: Munmap,
  ) {}

  /** mmput: drops a user; the last one runs the exit path. */
  *mmput(mm: Mm): Coroutine {
    if (mm.users === 0) {
      this.kernel.warn(`user reference of ${mm.name} dropped below zero`);
      return;
    }
    if (mm.dropUser()) yield* this.exit(mm);
  }

  /** Release of the subscribers, then the unmapping, and the users' structure reference last. */
  *exit(mm: Mm): Coroutine {
    yield* this.sections.release(mm);
    yield* this.unmapAll(mm);
    mm.drop();
  }

  /** One section over everything, unless there is no VMA. Pages are freed after it. */
  *unmapAll(mm: Mm): Coroutine {
    const space = this.memory.space(mm);
    if (space.vmas.length === 0) return;
    const { exitHoldsLock } = this.memory.policy;
    const gather = this.memory.gather(space, true);
    if (exitHoldsLock) yield* mm.mmapLock.down("read");
    yield* this.munmap.unmapVmas(space, space.vmas, 0n, ULONG_MAX, gather);
    if (exitHoldsLock) mm.mmapLock.up();
    this.setSkipMark(space);
    if (exitHoldsLock) yield* mm.mmapLock.down("write");
    yield* this.freeAll(space, gather);
    if (exitHoldsLock) mm.mmapLock.up();
  }

  /** MMF_OOM_SKIP: the reaper stops from here on. */
  setSkipMark(space: AddressSpace): void {
    space.oomSkip = true;
  }

  /** free_pgtables, the flush with the pages, and the end of the VMAs. */
  *freeAll(space: AddressSpace, gather: Gather): Coroutine {
    yield* this.munmap.unlink(space.vmas);
    gather.touchTables(space.table.freeTables(0n, ULONG_MAX, () => false));
    yield* gather.finish();
    space.removeAll();
  }
}
