import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Sections } from "../notifier/sections.ts";
import type { Mm } from "../notifier/subscriptions.ts";

/** The end of an address space (Linux kernel/fork.c mmput, mm/mmap.c exit_mmap). */
export class ExitPath {
  constructor(
    protected readonly kernel: Kernel,
    protected readonly sections: Sections,
  ) {}

  /** mmput: drops a user; the last one runs the exit path. */
  *mmput(mm: Mm): Coroutine {
    if (mm.users === 0) {
      this.kernel.warn(`user reference of ${mm.name} dropped below zero`);
      return;
    }
    mm.users -= 1;
    if (mm.users > 0) return;
    yield* this.exit(mm);
  }

  /** Release of the subscribers, then the unmapping, and the users' structure reference last. */
  *exit(mm: Mm): Coroutine {
    yield* this.sections.release(mm);
    yield* this.unmapAll(mm);
    mm.drop();
  }

  /** Nothing is mapped in an address space without VMAs. */
  *unmapAll(_mm: Mm): Coroutine {}
}
