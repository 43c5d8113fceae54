import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { Period } from "../notifier/intervals.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of insert in the states that it can meet. */
export const intervalInsertStateMutants: readonly MutantRow[] = [
  {
    id: "MUT-22",
    title: "begins with an odd sequence",
    violates: ["INTV-07", "INTV-24", "REG-08"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override makeState(mm: Mm): Subscriptions {
          const subs = super.makeState(mm);
          subs.seq = 1n;
          return subs;
        }
      },
    }),
  },
  {
    id: "INTV-07-x1",
    title: "an idle insert takes over the sequence of the subscriptions",
    violates: ["INTV-07", "INTV-10"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override idleSeq(subs: Subscriptions): bigint {
          return subs.seq;
        }
      },
    }),
  },
  {
    id: "INTV-07-x2",
    title: "an idle insert is put off to the end of the next period",
    violates: ["INTV-07"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override link(s: IntervalSubscriber, subs: Subscriptions): void {
          const idle = subs.active === 0;
          if (idle) this.linkLater(s, subs);
          else super.link(s, subs);
          if (idle) s.seq = this.idleSeq(subs);
        }
      },
    }),
  },
  {
    id: "MUT-24",
    title: "an insert among open sections that hit nothing begins no period: readers do not wait",
    violates: ["INTV-08"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override linkInPartial(s: IntervalSubscriber, subs: Subscriptions): void {
          this.intervals.place(subs, s);
          s.seq = this.idleSeq(subs);
        }
      },
    }),
  },
  {
    id: "INTV-08-x1",
    title: "an insert among open sections that hit nothing takes over the even sequence",
    violates: ["INTV-08", "INTV-10"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override linkInPartial(s: IntervalSubscriber, subs: Subscriptions): void {
          this.intervals.place(subs, s);
          s.seq = subs.seq;
        }
      },
    }),
  },
  {
    id: "INTV-08-x2",
    title: "an insert among open sections that hit nothing is put off",
    violates: ["INTV-08"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override linkInPartial(s: IntervalSubscriber, subs: Subscriptions): void {
          this.intervals.beginPeriod(subs);
          this.linkLater(s, subs);
        }
      },
    }),
  },
  {
    id: "MUT-25",
    title: "puts a new interval into a tree that is being walked",
    violates: ["INTV-09", "INTV-17"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override linkLater(s: IntervalSubscriber, subs: Subscriptions): void {
          this.intervals.place(subs, s);
          s.seq = subs.seq;
        }
      },
    }),
  },
  {
    id: "INTV-09-x1",
    title: "an insert during a period waits for its end",
    violates: ["INTV-09", "INTV-37"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insertCore(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          const rc = yield* super.insertCore(s, mm, start, length);
          const subs = mm.subscriptions;
          if (subs?.invalidating) yield* this.intervals.waitForPeriod(subs, subs.seq);
          return rc;
        }
      },
    }),
  },
  {
    id: "INTV-09-x2",
    title: "readers of an interval inserted during a period do not wait",
    violates: ["INTV-09"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override linkLater(s: IntervalSubscriber, subs: Subscriptions): void {
          super.linkLater(s, subs);
          s.seq = BigInt.asUintN(64, subs.seq - 2n);
        }
      },
    }),
  },
  {
    id: "INTV-10-x1",
    title: "an idle insert takes the sequence after the next period, an even one",
    violates: ["INTV-10"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override idleSeq(subs: Subscriptions): bigint {
          return BigInt.asUintN(64, subs.seq + 2n);
        }
      },
    }),
  },
  {
    id: "INTV-10-x2",
    title: "samples the sequence before it makes it odd",
    violates: ["INTV-10", "INTV-18"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *open(subs: Subscriptions, range: NotifierRange): Coroutine<Period> {
          const seq = subs.seq;
          return { ...(yield* super.open(subs, range)), seq };
        }
      },
    }),
  },
];
