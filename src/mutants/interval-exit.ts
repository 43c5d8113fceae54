import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import { type NotifierRange, ULONG_MAX } from "../notifier/range.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of exit, as intervals see it. */
export const intervalExitMutants: readonly MutantRow[] = [
  {
    id: "INTV-30-x1",
    title: "exit does not call intervals",
    violates: ["INTV-30"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *release(): Coroutine {}
      },
    }),
  },
  {
    id: "INTV-30-x2",
    title: "the section of exit is never closed",
    violates: ["INTV-30", "INTV-06"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *release(subs: Subscriptions, mm: Mm): Coroutine {
          yield* this.invalidate(subs, { mm, start: 0n, end: ULONG_MAX, blockable: true, kind: "RELEASE" });
        }
      },
    }),
  },
  {
    id: "INTV-30-x3",
    title: "the section of exit has no event",
    violates: ["INTV-30"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *release(subs: Subscriptions, mm: Mm): Coroutine {
          yield* this.invalidate(subs, { mm, start: 0n, end: ULONG_MAX, blockable: true });
          yield* this.close(subs, true);
        }
      },
    }),
  },
  {
    id: "INTV-30-x4",
    title: "exit leaves out intervals whose removal is pending",
    violates: ["INTV-30"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *callInvalidate(s: IntervalSubscriber, range: NotifierRange, seq: bigint): Coroutine<boolean> {
          const skip = range.kind === "RELEASE" && s.state === "pending-removal";
          return skip ? true : yield* super.callInvalidate(s, range, seq);
        }
      },
    }),
  },
  {
    id: "INTV-30-x5",
    title: "exit calls intervals whose insertion is pending",
    violates: ["INTV-30"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *release(subs: Subscriptions, mm: Mm): Coroutine {
          const range = { mm, start: 0n, end: ULONG_MAX, blockable: true, kind: "RELEASE" };
          for (const s of subs.deferred) yield* this.callInvalidate(s, range, subs.seq | 1n);
          yield* super.release(subs, mm);
        }
      },
    }),
  },
  {
    id: "INTV-30-x6",
    title: "calls the intervals at exit without a section: readers do not wait",
    violates: ["INTV-30"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *release(subs: Subscriptions, mm: Mm): Coroutine {
          const range = { mm, start: 0n, end: ULONG_MAX, blockable: true, kind: "RELEASE" };
          for (const s of [...subs.itree]) yield* this.callInvalidate(s, range, subs.seq - 3n);
        }
      },
    }),
  },
  {
    id: "MUT-41",
    title: "switches interval mode off at exit",
    violates: ["INTV-30", "INTV-31"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *release(mm: Mm): Coroutine {
          yield* super.release(mm);
          if (mm.subscriptions !== undefined) mm.subscriptions.hasItree = false;
        }
      },
    }),
  },
  {
    id: "INTV-31-x1",
    title: "forgets at exit what was put off",
    violates: ["INTV-30"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *release(mm: Mm): Coroutine {
          yield* super.release(mm);
          if (mm.subscriptions !== undefined) mm.subscriptions.deferred = [];
        }
      },
    }),
  },
  {
    id: "INTV-31-x2",
    title: "ignores starts in an address space without users, but not their ends",
    violates: ["INTV-31"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *startParts(range: NotifierRange): Coroutine<Status> {
          return range.mm.users === 0 ? 0 : yield* super.startParts(range);
        }
      },
    }),
  },
];
