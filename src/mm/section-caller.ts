import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Sections } from "../notifier/sections.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { CallSite } from "./call-sites.ts";
import type { MmPolicy } from "./policy.ts";

/** Starts and ends sections for the operations of the address space, and shows them in the trace. */
export class SectionCaller {
  constructor(
    protected readonly kernel: Kernel,
    protected readonly policy: MmPolicy,
    protected readonly sections: Sections,
  ) {}

  /** A blockable section over [start,end), with the event of its call site. */
  *start(mm: Mm, site: CallSite, start: bigint, end: bigint, owner?: string): Coroutine<NotifierRange> {
    const range = this.range(mm, site, start, end, true, owner);
    this.show("section_start", range);
    yield* this.sections.start(range);
    return range;
  }

  /** A section that must not block; undefined if a subscriber refused. */
  *startNonblock(mm: Mm, site: CallSite, start: bigint, end: bigint): Coroutine<NotifierRange | undefined> {
    const range = this.range(mm, site, start, end, false);
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

  /** The same where the secondary TLBs were told of every change already, or need not know of any. */
  *endOnly(range: NotifierRange): Coroutine {
    this.show("section_end", range);
    yield* this.sections.end(range, this.policy.onlyEnd);
  }

  /** mmu_notifier_range_init, and with an owner mmu_notifier_range_init_owner. */
  range(mm: Mm, site: CallSite, start: bigint, end: bigint, blockable: boolean, owner?: string): NotifierRange {
    const kind = this.policy.events[site];
    const owned = owner !== undefined && (kind === "MIGRATE" || kind === "EXCLUSIVE");
    return { mm, start, end, blockable, ...(kind === undefined ? {} : { kind }), ...(owned ? { owner } : {}) };
  }

  protected show(event: "section_start" | "section_end", range: NotifierRange, failed = false): void {
    const { mm, start, end, blockable, kind, owner } = range;
    this.kernel.emit({
      event,
      thread: this.kernel.current.name,
      mm: mm.name,
      start,
      end,
      ...(this.policy.blockableFlag ? { blockable } : {}),
      ...(kind === undefined ? {} : { kind }),
      ...(owner === undefined ? {} : { owner }),
      ...(failed ? { failed } : {}),
    });
  }
}
