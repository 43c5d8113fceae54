import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Sections } from "../notifier/sections.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MmPolicy, RangeKind } from "./policy.ts";

/** Starts and ends sections for the operations of the address space, and shows them in the trace. */
export class SectionCaller {
  constructor(
    protected readonly kernel: Kernel,
    protected readonly policy: MmPolicy,
    protected readonly sections: Sections,
  ) {}

  /** A blockable section over [start,end). */
  *start(mm: Mm, kind: RangeKind, start: bigint, end: bigint): Coroutine<NotifierRange> {
    const range = this.range(mm, kind, start, end, true);
    this.show("section_start", range);
    yield* this.sections.start(range);
    return range;
  }

  /** A section that must not block; undefined if a subscriber refused. */
  *startNonblock(mm: Mm, kind: RangeKind, start: bigint, end: bigint): Coroutine<NotifierRange | undefined> {
    const range = this.range(mm, kind, start, end, false);
    this.show("section_start", range);
    const rc = yield* this.sections.startNonblock(range);
    if (rc === 0) return range;
    this.show("section_end", range, true);
    return undefined;
  }

  *end(range: NotifierRange): Coroutine {
    this.show("section_end", range);
    yield* this.sections.end(range);
  }

  protected range(mm: Mm, kind: RangeKind, start: bigint, end: bigint, blockable: boolean): NotifierRange {
    return { mm, start, end, blockable, ...(this.policy.events ? { kind } : {}) };
  }

  protected show(event: "section_start" | "section_end", range: NotifierRange, failed = false): void {
    const { mm, start, end, blockable, kind } = range;
    this.kernel.emit({
      event,
      thread: this.kernel.current.name,
      mm: mm.name,
      start,
      end,
      ...(this.policy.events ? { blockable } : {}),
      ...(kind === undefined ? {} : { kind }),
      ...(failed ? { failed } : {}),
    });
  }
}
