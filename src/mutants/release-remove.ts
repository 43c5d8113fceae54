import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Span } from "../notifier/interval-registry.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";
import { pause } from "./pause.ts";

/** Wrong implementations of insert_safe, and of remove where there is a release callback. */
export const releaseRemoveMutants: readonly MutantRow[] = [
  {
    id: "MUT-96",
    title: "a second remove or an update of a node pending removal queues it again",
    violates: ["IREL-18"],
    origin: "posted",
    parts: ({ IntervalRegistry, Intervals }) => ({
      Intervals: class extends Intervals {
        // The second time round it is in no tree any more; its owner hears of it all the same.
        override processOne(subs: Subscriptions, at: IntervalSubscriber, removed: IntervalSubscriber[]): void {
          if (at.state === "none") removed.unshift(at);
          else super.processOne(subs, at, removed);
        }
      },
      IntervalRegistry: class extends IntervalRegistry {
        override unlink(at: IntervalSubscriber, subs: Subscriptions): "done" | "queued" | "rejected" {
          return at.state === "pending-removal" ? this.queueRemoval(at, subs) : super.unlink(at, subs);
        }
        override move(at: IntervalSubscriber, subs: Subscriptions, span: Span): Status {
          if (at.state !== "pending-removal") return super.move(at, subs, span);
          at.pending = span;
          at.state = "pending-update";
          return 0;
        }
      },
    }),
  },
  {
    id: "MUT-100",
    title: "remove with a release callback still waits",
    violates: ["IREL-01"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *afterQueueing(_at: IntervalSubscriber, subs: Subscriptions, seq: bigint): Coroutine {
          yield* this.intervals.waitForPeriod(subs, seq);
        }
      },
    }),
  },
  {
    id: "IREL-01-x1",
    title: "update with a release callback still waits",
    violates: ["IREL-01", "IREL-19"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *update(at: IntervalSubscriber, start: bigint, length: bigint): Coroutine<Status> {
          const subs = at.mm?.subscriptions;
          const rc = yield* super.update(at, start, length);
          if (rc === 0 && subs?.invalidating === true) yield* this.finishUpdate(subs, subs.seq);
          return rc;
        }
      },
    }),
  },
  {
    id: "MUT-103",
    title: "insert_safe switches interval mode on by itself",
    violates: ["IREL-09", "REG-06"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insertSafe(at: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          return yield* this.insert(at, mm, start, length);
        }
      },
    }),
  },
  {
    id: "IREL-09-x1",
    title: "insert_safe takes mmap_lock",
    violates: ["IREL-09", "IREL-28"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insertSafe(at: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          yield* mm.mmapLock.down("read");
          const rc = yield* super.insertSafe(at, mm, start, length);
          mm.mmapLock.up();
          return rc;
        }
      },
    }),
  },
  {
    id: "IREL-10-x1",
    title: "insert_safe works on an address space without users",
    violates: ["IREL-10"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override isAlive(): boolean {
          return true;
        }
      },
    }),
  },
  {
    id: "MUT-137",
    title: "remove reads the object's callbacks after it let go of the lock",
    violates: ["IREL-30"],
    origin: "posted",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *afterQueueing(at: IntervalSubscriber): Coroutine {
          yield pause;
          this.intervals.touch(at);
        }
      },
    }),
  },
  {
    id: "IREL-30-x1",
    title: "remove of a queued node drops a reference of its own",
    violates: ["IREL-30", "IREL-05"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *afterQueueing(at: IntervalSubscriber): Coroutine {
          at.mm?.drop();
        }
      },
    }),
  },
];
