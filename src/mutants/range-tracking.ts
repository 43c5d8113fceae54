import type { Kernel } from "../kernel/kernel.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { KThread } from "../kernel/thread.ts";
import { WaitQueue } from "../kernel/wait-queue.ts";
import type { ActiveRange } from "../notifier/active-ranges.ts";
import type { NotifierRange } from "../notifier/range.ts";
import { type Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

const listed = (subs: Subscriptions) => subs.ranges.filter(({ ending }) => !ending).length;

/** A wait queue that wakes the first waiter only. */
class OneByOne extends WaitQueue {
  override *wakeAll(): Coroutine {
    const [first] = this.waiters.values();
    if (first !== undefined) first.woken = true;
  }
}

class NarrowRanges extends Subscriptions {
  override readonly rangeWaiters: WaitQueue;

  constructor(kernel: Kernel, owner: string) {
    super(kernel, owner);
    this.rangeWaiters = new OneByOne(kernel, { kind: "interval" }, `ranges of ${owner}`);
  }
}

/** Wrong implementations of the list of open sections. */
export const rangeTrackingMutants: readonly MutantRow[] = [
  {
    id: "MUT-42",
    title: "lists a section before its start callbacks, and takes it off after its end callbacks",
    violates: ["TRK-02", "TRK-03"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *startList(subs: Subscriptions, range: NotifierRange) {
          yield* this.ranges.add(subs, range);
          const rc = yield* super.startList(subs, range);
          const [entry] = subs.ranges.splice(-1, 1);
          if (entry === undefined) subs.ranges.length = 0;
          return rc;
        }
        override *endTracked(subs: Subscriptions, range: NotifierRange): Coroutine {
          yield* this.endList(subs, range);
          yield* this.ranges.remove(subs, range);
          yield* this.ranges.finish(subs, range);
        }
      },
    }),
  },
  {
    id: "MUT-44",
    title: "a waiter sleeps until the number of sections differs from what it was",
    violates: ["TRK-06"],
    origin: "posted",
    parts: ({ ActiveRanges }) => ({
      ActiveRanges: class extends ActiveRanges {
        override *waitValid(subs: Subscriptions | undefined, start: bigint, end: bigint): Coroutine {
          if (subs === undefined) return;
          for (;;) {
            yield subs.lock.acquire;
            const sample = listed(subs);
            subs.lock.release();
            if (yield* this.isValid(subs, start, end)) return;
            yield* subs.rangeWaiters.waitEvent(function* () {
              yield subs.lock.acquire;
              const differs = listed(subs) !== sample;
              subs.lock.release();
              return differs;
            });
          }
        }
      },
    }),
  },
  {
    id: "MUT-141",
    title: "a waiter samples the number of sections once, before it looks",
    violates: ["TRK-06"],
    origin: "posted",
    parts: ({ ActiveRanges }) => ({
      ActiveRanges: class extends ActiveRanges {
        override *waitValid(subs: Subscriptions | undefined, start: bigint, end: bigint): Coroutine {
          if (subs === undefined) return;
          yield subs.lock.acquire;
          const sample = listed(subs);
          subs.lock.release();
          if (yield* this.isValid(subs, start, end)) return;
          yield* subs.rangeWaiters.waitEvent(function* () {
            yield subs.lock.acquire;
            const differs = listed(subs) !== sample;
            subs.lock.release();
            return differs;
          });
        }
      },
    }),
  },
  {
    id: "MUT-46",
    title: "a waiter goes on as soon as the section is off the list",
    violates: ["TRK-09"],
    origin: "posted",
    parts: ({ ActiveRanges }) => ({
      ActiveRanges: class extends ActiveRanges {
        override isSettled(subs: Subscriptions, start: bigint, end: bigint): Coroutine<boolean> {
          return this.isValid(subs, start, end);
        }
      },
    }),
  },
  {
    id: "MUT-45",
    title: "the walk over the list looks at its first entry only",
    violates: ["TRK-04", "TRK-11"],
    origin: "posted",
    parts: ({ ActiveRanges }) => ({
      ActiveRanges: class extends ActiveRanges {
        override *isValid(subs: Subscriptions | undefined, start: bigint, end: bigint): Coroutine<boolean> {
          const [first] = subs?.ranges ?? [];
          return first === undefined || first.ending || !this.overlaps(first.range, start, end);
        }
      },
    }),
  },
  {
    id: "MUT-52",
    title: "the helpers look into state that is not there",
    violates: ["TRK-13"],
    origin: "posted",
    parts: ({ ActiveRanges }) => ({
      ActiveRanges: class extends ActiveRanges {
        override *isValid(subs: Subscriptions | undefined, start: bigint, end: bigint): Coroutine<boolean> {
          if (subs === undefined) return this.kernel.fatal("null pointer dereference");
          return yield* super.isValid(subs, start, end);
        }
      },
    }),
  },
  {
    id: "TRK-04-x1",
    title: "ranges that touch count as overlapping",
    violates: ["TRK-04"],
    origin: "plausible",
    parts: ({ ActiveRanges }) => ({
      ActiveRanges: class extends ActiveRanges {
        override overlaps(range: NotifierRange, start: bigint, end: bigint): boolean {
          return range.end >= start && range.start <= end;
        }
      },
    }),
  },
  {
    id: "TRK-05-x1",
    title: "wait_valid never waits",
    violates: ["TRK-05", "TRK-09", "TRK-10"],
    origin: "plausible",
    parts: ({ ActiveRanges }) => ({
      ActiveRanges: class extends ActiveRanges {
        override *waitValid(): Coroutine {}
      },
    }),
  },
  {
    id: "TRK-05-x2",
    title: "wait_valid waits for every section, wherever it is",
    violates: ["TRK-05", "TRK-06"],
    origin: "plausible",
    parts: ({ ActiveRanges }) => ({
      ActiveRanges: class extends ActiveRanges {
        override *isSettled(subs: Subscriptions): Coroutine<boolean> {
          yield subs.lock.acquire;
          const settled = subs.ranges.length === 0;
          subs.lock.release();
          return settled;
        }
      },
    }),
  },
  {
    id: "TRK-10-x1",
    title: "an end wakes one waiter",
    violates: ["TRK-10"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override makeState(mm: Mm): Subscriptions {
          return new NarrowRanges(this.kernel, mm.name);
        }
      },
    }),
  },
  {
    id: "TRK-11-x1",
    title: "equal ranges share one entry",
    violates: ["TRK-11"],
    origin: "plausible",
    parts: ({ ActiveRanges }) => ({
      ActiveRanges: class extends ActiveRanges {
        override delist(subs: Subscriptions, entry: ActiveRange): void {
          for (const other of subs.ranges) if (other.range.start === entry.range.start) other.ending = true;
        }
      },
    }),
  },
  {
    id: "TRK-12-x1",
    title: "the list begins with an entry over everything",
    violates: ["TRK-12"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override makeState(mm: Mm): Subscriptions {
          const subs = super.makeState(mm);
          subs.ranges.push({ range: { mm, start: 0n, end: 1n << 64n, blockable: true }, ending: false });
          return subs;
        }
      },
    }),
  },
  {
    id: "TRK-14-x1",
    title: "wait_valid leaves out the sections of its own thread",
    violates: ["TRK-14"],
    origin: "plausible",
    parts: ({ ActiveRanges }) => ({
      ActiveRanges: class extends ActiveRanges {
        private readonly owners = new Map<NotifierRange, KThread>();
        override *add(subs: Subscriptions, range: NotifierRange): Coroutine {
          this.owners.set(range, this.kernel.current);
          yield* super.add(subs, range);
        }
        override *isSettled(subs: Subscriptions, start: bigint, end: bigint): Coroutine<boolean> {
          yield subs.lock.acquire;
          const others = subs.ranges.filter(({ range }) => this.owners.get(range) !== this.kernel.current);
          const settled = !others.some(({ range }) => this.overlaps(range, start, end));
          subs.lock.release();
          return settled;
        }
      },
    }),
  },
];
