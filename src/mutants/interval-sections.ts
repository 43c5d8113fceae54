import { Mutex } from "../kernel/mutex.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { Period } from "../notifier/intervals.ts";
import { type NotifierRange, ULONG_MAX } from "../notifier/range.ts";
import type { Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";
import { until } from "./until.ts";

/** Wrong implementations of a section's start: what it counts, looks up and calls. */
const startMutants: readonly MutantRow[] = [
  {
    id: "MUT-19",
    title: "makes the sequence odd on every start, whether an interval is hit or not",
    violates: ["INTV-11", "INTV-24"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override firstHit(subs: Subscriptions, range: NotifierRange): IntervalSubscriber | undefined {
          this.beginPeriod(subs);
          return super.firstHit(subs, range);
        }
      },
    }),
  },
  {
    id: "INTV-11-x1",
    title: "does not count a section that hits nothing, and lowers the count at its end",
    violates: ["INTV-11"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override firstHit(subs: Subscriptions, range: NotifierRange): IntervalSubscriber | undefined {
          const first = super.firstHit(subs, range);
          if (first === undefined) subs.active -= 1;
          return first;
        }
      },
    }),
  },
  {
    id: "INTV-13-x5",
    title: "looks up the section's first page only",
    violates: ["INTV-13"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override lastOf(range: NotifierRange): bigint {
          return range.start | 0xfffn;
        }
      },
    }),
  },
  {
    id: "INTV-11-x2",
    title: "looks for intervals that begin inside the section",
    violates: ["INTV-11", "INTV-13"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override firstHit(subs: Subscriptions, range: NotifierRange): IntervalSubscriber | undefined {
          let at = super.firstHit(subs, range);
          while (at !== undefined && at.start < range.start) at = this.nextHit(subs, at, range);
          return at;
        }
      },
    }),
  },
  {
    id: "INTV-12-x1",
    title: "raises the sequence for every section that hits an interval",
    violates: ["INTV-12", "INTV-43"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override beginPeriod(subs: Subscriptions): void {
          subs.seq = BigInt.asUintN(64, subs.invalidating ? subs.seq + 2n : subs.seq + 1n);
        }
      },
    }),
  },
  {
    id: "INTV-13-x1",
    title: "calls back with the state lock held",
    violates: ["INTV-13"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *callInvalidate(s: IntervalSubscriber, range: NotifierRange, seq: bigint): Coroutine<boolean> {
          const { lock } = this.subscriptionsOf(s);
          yield lock.acquire;
          const ok = yield* super.callInvalidate(s, range, seq);
          lock.release();
          return ok;
        }
      },
    }),
  },
  {
    id: "INTV-13-x2",
    title: "calls the first interval that is hit, and no other",
    violates: ["INTV-13", "INTV-33"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override nextHit(): undefined {
          return undefined;
        }
      },
    }),
  },
  {
    id: "INTV-13-x3",
    title: "leaves out intervals whose removal is pending",
    violates: ["INTV-13", "INTV-17"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *callInvalidate(s: IntervalSubscriber, range: NotifierRange, seq: bigint): Coroutine<boolean> {
          return s.state === "pending-removal" ? true : yield* super.callInvalidate(s, range, seq);
        }
      },
    }),
  },
  {
    id: "INTV-13-x4",
    title: "calls intervals at the end of a section too",
    violates: ["INTV-13", "INTV-18"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *end(range: NotifierRange): Coroutine {
          const { subscriptions: subs } = range.mm;
          const first = subs === undefined ? undefined : this.intervals.firstHit(subs, range);
          if (subs !== undefined && first !== undefined) yield* this.intervals.callInvalidate(first, range, subs.seq);
          yield* super.end(range);
        }
      },
    }),
  },
  {
    id: "INTV-14-x1",
    title: "takes the section's end for its last byte",
    violates: ["INTV-14", "INTV-32"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override lastOf(range: NotifierRange): bigint {
          return range.end;
        }
      },
    }),
  },
  {
    id: "INTV-14-x2",
    title: "calls every interval of the address space",
    violates: ["INTV-14", "INTV-11"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override firstHit(subs: Subscriptions): IntervalSubscriber | undefined {
          return subs.itree.first(0n, ULONG_MAX);
        }
        override nextHit(subs: Subscriptions, at: IntervalSubscriber): IntervalSubscriber | undefined {
          return subs.itree.next(at, 0n, ULONG_MAX);
        }
      },
    }),
  },
  {
    id: "INTV-32-x1",
    title: "lets a section that ends at ULONG_MAX cover the last byte",
    violates: ["INTV-32"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override lastOf(range: NotifierRange): bigint {
          return range.end === ULONG_MAX ? ULONG_MAX : super.lastOf(range);
        }
      },
    }),
  },
];

/** Wrong implementations of waiting where nobody must wait. */
const waitingMutants: readonly MutantRow[] = [
  {
    id: "INTV-37-x1",
    title: "a start waits for readers that have begun and not yet finished",
    violates: ["INTV-37"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        private readers = 0;
        override *readBegin(s: IntervalSubscriber): Coroutine<bigint> {
          const seq = yield* super.readBegin(s);
          this.readers += 1;
          return seq;
        }
        override *readRetry(s: IntervalSubscriber, seq: bigint): Coroutine<boolean> {
          this.readers = Math.max(0, this.readers - 1);
          return yield* super.readRetry(s, seq);
        }
        override *open(subs: Subscriptions, range: NotifierRange): Coroutine<Period> {
          yield until({ kind: "other", name: "readers" }, () => this.readers === 0);
          return yield* super.open(subs, range);
        }
      },
    }),
  },
  {
    id: "INTV-37-x2",
    title: "lets one section in at a time",
    violates: ["INTV-37", "INTV-46"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *open(subs: Subscriptions, range: NotifierRange): Coroutine<Period> {
          yield until({ kind: "other", name: "the section before" }, () => subs.active === 0);
          return yield* super.open(subs, range);
        }
      },
    }),
  },
  {
    id: "INTV-46-x1",
    title: "serialises the callbacks of one interval",
    violates: ["INTV-46"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        private readonly turns = new Map<IntervalSubscriber, Mutex>();
        override *callInvalidate(s: IntervalSubscriber, range: NotifierRange, seq: bigint): Coroutine<boolean> {
          const turn = this.turns.get(s) ?? new Mutex(this.kernel, `${s.name}.turn`);
          this.turns.set(s, turn);
          yield* turn.lock();
          const ok = yield* super.callInvalidate(s, range, seq);
          turn.unlock();
          return ok;
        }
      },
    }),
  },
];

/** Wrong implementations of sections on the interval tree. */
export const intervalSectionsMutants: readonly MutantRow[] = [...startMutants, ...waitingMutants];
