import { HUGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Vma } from "../mm/vma.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import { type NotifierRange, ULONG_MAX } from "../notifier/range.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong calls of invalidate_range by the memory manager and by ends, up to 6.1. */
export const secondaryTlbSiteMutants: readonly MutantRow[] = [
  {
    id: "STLB-01-x1",
    title: "a gather flushes the CPUs and no secondary TLB",
    violates: ["STLB-01"],
    origin: "plausible",
    parts: ({ Gather }) => ({
      Gather: class extends Gather {
        override *flushRange(start: bigint, end: bigint, stride: bigint): Coroutine {
          yield* this.memory.tlb.flush(this.space.mm, start, end, stride);
        }
      },
    }),
  },
  {
    id: "STLB-01-x2",
    title: "an end tells the secondary TLB after the end callback",
    violates: ["STLB-01"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *callEnds(subs: Subscriptions, range: NotifierRange, secondary = false): Coroutine {
          yield* super.callEnds(subs, range);
          if (secondary) yield* this.secondary(subs, range.mm, range.start, range.end);
        }
      },
    }),
  },
  {
    id: "STLB-16-x3",
    title: "the first subscriber without the callback hides those behind it",
    violates: ["STLB-16"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *callSecondary(at: ListSubscriber, mm: Mm, start: bigint, end: bigint): Coroutine<boolean> {
          const { callback: name } = this.policy.secondary;
          yield* super.callSecondary(at, mm, start, end);
          return name !== undefined && at.ops[name] !== undefined;
        }
      },
    }),
  },
  {
    id: "STLB-01-x4",
    title: "file pages that were written are flushed with all the others, after the lock",
    violates: ["STLB-01"],
    origin: "plausible",
    parts: ({ Gather }) => ({
      Gather: class extends Gather {
        override *flush(): Coroutine {
          if (!this.space.table.lock.held) yield* super.flush();
        }
      },
    }),
  },
  {
    id: "STLB-02-x1",
    title: "every end is told to the secondary TLBs",
    violates: ["STLB-02"],
    origin: "history",
    parts: ({ mmPolicy }) => ({ mmPolicy: (profile) => ({ ...mmPolicy(profile), onlyEnd: false }) }),
  },
  {
    id: "STLB-02-x2",
    title: "the end that only ends calls nobody",
    violates: ["STLB-02"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *endList(subs: Subscriptions, range: NotifierRange, onlyEnd = false): Coroutine {
          if (!onlyEnd) yield* super.endList(subs, range);
        }
      },
    }),
  },
  {
    id: "STLB-10-x1",
    title: "no end tells the secondary TLBs",
    violates: ["STLB-01", "STLB-10"],
    origin: "plausible",
    parts: ({ policy }) => ({
      policy: (profile) => ({ ...policy(profile), secondary: { ...policy(profile).secondary, byEnd: false } }),
    }),
  },
  {
    id: "STLB-10-x2",
    title: "MADV_DONTNEED only ends where it finds nothing to clear",
    violates: ["STLB-10"],
    origin: "plausible",
    parts: ({ MadviseDontneed }) => ({
      MadviseDontneed: class extends MadviseDontneed {
        override *follow(vma: Vma, start: bigint, end: bigint): Coroutine {
          const { space } = vma;
          if (space.table.within(start, end).length > 0) {
            yield* super.follow(vma, start, end);
            return;
          }
          yield* this.sections.endOnly(yield* this.sections.start(space.mm, "madvise-dontneed", start, end));
        }
      },
    }),
  },
  {
    id: "STLB-18-x1",
    title: "the copy of a hugetlb page leaves its secondary TLBs to the end",
    violates: ["STLB-18"],
    origin: "plausible",
    parts: ({ SecondaryTlbs }) => ({
      SecondaryTlbs: class extends SecondaryTlbs {
        override *atSite(mm: Mm, start: bigint, end: bigint): Coroutine {
          if (end - start !== HUGE_SIZE) yield* super.atSite(mm, start, end);
        }
      },
    }),
  },
  {
    id: "STLB-18-x2",
    title: "the copy of a hugetlb page only ends",
    violates: ["STLB-18"],
    origin: "plausible",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *finish(
          ...[mm, address, range, missing]: Parameters<InstanceType<typeof PteNotify>["finish"]>
        ): Coroutine {
          yield* super.finish(mm, address, range, missing, true);
        }
      },
    }),
  },
  {
    id: "MUT-126",
    title: "overlapping gathers hand on the extent that they have just reset, which is empty",
    violates: ["STLB-19"],
    origin: "upstream",
    parts: ({ SecondaryTlbs }) => ({
      SecondaryTlbs: class extends SecondaryTlbs {
        override *wholeAtSite(mm: Mm): Coroutine {
          yield* this.atSite(mm, ULONG_MAX, ULONG_MAX);
        }
      },
    }),
  },
  {
    id: "STLB-20-x1",
    title: "the secondary TLBs are told what is left of a range when the loop has gone through it",
    violates: ["STLB-20", "STLB-04", "STLB-05"],
    origin: "upstream",
    parts: ({ CpuTlb }) => ({
      CpuTlb: class extends CpuTlb {
        protected override *notify(...[mm, span]: Parameters<InstanceType<typeof CpuTlb>["notify"]>): Coroutine {
          const loops = span.end !== ULONG_MAX;
          yield* super.notify(mm, loops ? { start: span.end, end: span.end } : span);
        }
      },
    }),
  },
  {
    id: "STLB-19-x1",
    title: "a gather flushes what it gathered, whoever else is at work",
    violates: ["STLB-19"],
    origin: "history",
    parts: ({ mmPolicy }) => ({ mmPolicy: (profile) => ({ ...mmPolicy(profile), nestedGathers: false }) }),
  },
];
