import type { Coroutine } from "../kernel/point.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import { SECTION_CLASS } from "../notifier/lock-class.ts";
import type { Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of the reader's side. */
export const intervalReadMutants: readonly MutantRow[] = [
  {
    id: "MUT-35",
    title: "read_begin answers with the sequence of the subscriptions",
    violates: ["INTV-07", "INTV-18"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *readBegin(s: IntervalSubscriber): Coroutine<bigint> {
          const { seq } = this.subscriptionsOf(s);
          yield* super.readBegin(s);
          return seq;
        }
      },
    }),
  },
  {
    id: "MUT-37",
    title: "read_begin never waits",
    violates: ["INTV-18", "INTV-23"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override isInvalidated(): boolean {
          return false;
        }
      },
    }),
  },
  {
    id: "INTV-18-x1",
    title: "read_begin waits for any period, until the sequence is even",
    violates: ["INTV-18", "INTV-19"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *readBegin(s: IntervalSubscriber): Coroutine<bigint> {
          const subs = this.subscriptionsOf(s);
          while (subs.invalidating) yield* this.waitForPeriod(subs, subs.seq);
          return yield* super.readBegin(s);
        }
      },
    }),
  },
  {
    id: "INTV-19-x1",
    title: "read_begin loops until its token is current",
    violates: ["INTV-19"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *readBegin(s: IntervalSubscriber): Coroutine<bigint> {
          for (;;) {
            const seq = yield* super.readBegin(s);
            if (seq === s.seq) return seq;
          }
        }
      },
    }),
  },
  {
    id: "INTV-19-x2",
    title: "read_begin takes its token after the wait",
    violates: ["INTV-19"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *readBegin(s: IntervalSubscriber): Coroutine<bigint> {
          yield* super.readBegin(s);
          return s.seq;
        }
      },
    }),
  },
  {
    id: "INTV-21-x1",
    title: "check_retry is true while anything is being invalidated",
    violates: ["INTV-21"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *checkRetry(s: IntervalSubscriber, seq: bigint): Coroutine<boolean> {
          return this.subscriptionsOf(s).invalidating || (yield* super.checkRetry(s, seq));
        }
      },
    }),
  },
  {
    id: "INTV-21-x2",
    title: "check_retry asks whether the interval is being invalidated now",
    violates: ["INTV-21"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *checkRetry(s: IntervalSubscriber): Coroutine<boolean> {
          yield s.reading;
          return this.isInvalidated(s, this.subscriptionsOf(s));
        }
      },
    }),
  },
  {
    id: "INTV-21-x3",
    title: "read_retry repeats what check_retry said",
    violates: ["INTV-21"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        private readonly said = new Map<IntervalSubscriber, boolean>();
        override *checkRetry(s: IntervalSubscriber, seq: bigint): Coroutine<boolean> {
          const answer = yield* super.checkRetry(s, seq);
          this.said.set(s, answer);
          return answer;
        }
        override *readRetry(s: IntervalSubscriber, seq: bigint): Coroutine<boolean> {
          return this.said.get(s) ?? (yield* super.readRetry(s, seq));
        }
      },
    }),
  },
  {
    id: "INTV-23-x2",
    title: "takes the lock class of the section for a wait, and never lets it go",
    violates: ["INTV-23", "INTV-28"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override mayWait(): void {
          this.kernel.lockdep.acquire(this.kernel.current, SECTION_CLASS);
        }
      },
    }),
  },
  {
    id: "INTV-23-x1",
    title: "read_begin tells lockdep of its wait only where it waits",
    violates: ["INTV-23"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        private silent = false;
        override isInvalidated(s: IntervalSubscriber, subs: Subscriptions): boolean {
          this.silent = !super.isInvalidated(s, subs);
          return !this.silent;
        }
        override mayWait(): void {
          if (!this.silent) super.mayWait();
          this.silent = false;
        }
      },
    }),
  },
];
