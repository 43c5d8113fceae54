import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { KThread } from "../kernel/thread.ts";
import { WaitQueue } from "../kernel/wait-queue.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { Period } from "../notifier/intervals.ts";
import type { NotifierRange } from "../notifier/range.ts";
import { type Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";
import { until } from "./until.ts";

/** A wait queue that wakes the first waiter only. */
class OneByOne extends WaitQueue {
  protected override due(): Iterable<{ woken: boolean; readonly id: number }> {
    return [...this.waiters.values()].slice(0, 1);
  }
}

/** Subscriptions with such a queue. */
class NarrowSubscriptions extends Subscriptions {
  override readonly waiters: WaitQueue;

  constructor(kernel: Kernel, owner: string) {
    super(kernel, owner);
    this.waiters = new OneByOne(kernel, { kind: "interval" }, owner);
  }
}

/** Wrong implementations of the end of a period, and of what goes by its sequence. */
export const intervalPeriodMutants: readonly MutantRow[] = [
  {
    id: "INTV-12-x2",
    title: "the end of a period lowers the sequence",
    violates: ["INTV-12"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override endPeriod(subs: Subscriptions): void {
          subs.seq = BigInt.asUintN(64, subs.seq - 1n);
        }
      },
    }),
  },
  {
    id: "MUT-27",
    title: "works the deferred list off while sections are open",
    violates: ["INTV-16", "INTV-17"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *close(subs: Subscriptions, blockable: boolean): Coroutine {
          yield subs.lock.acquire;
          const removed = subs.active > 1 && subs.invalidating ? yield* this.process(subs) : [];
          subs.lock.release();
          yield* this.releaseRemoved(removed, blockable);
          yield* super.close(subs, blockable);
        }
      },
    }),
  },
  {
    id: "MUT-30",
    title: "wakes the waiters before the sequence is even: the wake-up can be lost",
    violates: ["INTV-16"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *close(subs: Subscriptions, blockable: boolean): Coroutine {
          if (subs.active === 1 && subs.invalidating) yield* subs.waiters.wakeAll();
          yield* super.close(subs, blockable);
        }
        override *afterPeriod(
          _subs: Subscriptions,
          removed: readonly IntervalSubscriber[],
          blockable: boolean,
        ): Coroutine {
          yield* this.releaseRemoved(removed, blockable);
        }
      },
    }),
  },
  {
    id: "INTV-16-x1",
    title: "every end closes the period",
    violates: ["INTV-16", "INTV-25"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override endsPeriod(subs: Subscriptions): boolean {
          return subs.invalidating;
        }
      },
    }),
  },
  {
    id: "INTV-16-x2",
    title: "wakes nobody at the end of a period",
    violates: ["INTV-16", "INTV-18", "INTV-36"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *afterPeriod(
          _subs: Subscriptions,
          removed: readonly IntervalSubscriber[],
          blockable: boolean,
        ): Coroutine {
          yield* this.releaseRemoved(removed, blockable);
        }
      },
    }),
  },
  {
    id: "INTV-16-x3",
    title: "works off one entry of the deferred list only",
    violates: ["INTV-16"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *process(subs: Subscriptions): Coroutine<IntervalSubscriber[]> {
          const rest = subs.deferred.slice(1);
          subs.deferred = subs.deferred.slice(0, 1);
          const removed = yield* super.process(subs);
          subs.deferred = rest;
          return removed;
        }
      },
    }),
  },
  {
    id: "INTV-36-x1",
    title: "the end of a period wakes one of those who wait",
    violates: ["INTV-18", "INTV-25", "INTV-36"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override makeState(mm: Mm): Subscriptions {
          return new NarrowSubscriptions(this.kernel, mm.name);
        }
      },
    }),
  },
  {
    id: "INTV-39-x1",
    title: "read_retry asks whether the sequence has become greater",
    violates: ["INTV-39"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *readRetry(s: IntervalSubscriber, seq: bigint): Coroutine<boolean> {
          yield s.reading;
          return s.seq > seq;
        }
      },
    }),
  },
  {
    id: "INTV-39-x2",
    title: "waits until the sequence has become greater",
    violates: ["INTV-39"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *periodIsOver(subs: Subscriptions, seq: bigint): Coroutine<boolean> {
          return (yield* super.periodIsOver(subs, seq)) && subs.seq > seq;
        }
      },
    }),
  },
  {
    id: "INTV-43-x1",
    title: "read_begin waits for the sections over its own interval only",
    violates: ["INTV-43"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        private readonly ranges = new Map<KThread, NotifierRange[]>();
        override *open(subs: Subscriptions, range: NotifierRange): Coroutine<Period> {
          const thread = this.kernel.current;
          this.ranges.set(thread, [...(this.ranges.get(thread) ?? []), range]);
          return yield* super.open(subs, range);
        }
        override *close(subs: Subscriptions, blockable: boolean): Coroutine {
          this.ranges.get(this.kernel.current)?.pop();
          yield* super.close(subs, blockable);
        }
        override isInvalidated(s: IntervalSubscriber, subs: Subscriptions): boolean {
          const hit = [...this.ranges.values()].flat().some((range) => range.start <= s.last && range.end > s.start);
          return hit && super.isInvalidated(s, subs);
        }
      },
    }),
  },
  {
    id: "INTV-25-x4",
    title: "waits for the callbacks that are running, not for the end of the period",
    violates: ["INTV-18", "INTV-25"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        private running = 0;
        override *callInvalidate(s: IntervalSubscriber, range: NotifierRange, seq: bigint): Coroutine<boolean> {
          this.running += 1;
          const ok = yield* super.callInvalidate(s, range, seq);
          this.running -= 1;
          return ok;
        }
        override *waitForPeriod(): Coroutine {
          const ready = () => this.running === 0;
          yield until({ kind: "interval" }, ready);
        }
      },
    }),
  },
];
