import type { Coroutine } from "../kernel/point.ts";
import { retire } from "../notifier/callback.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of when, where and how often release is called. */
export const releaseCallbackMutants: readonly MutantRow[] = [
  {
    id: "MUT-98",
    title: "release is called from remove and again at the end of the period",
    violates: ["IREL-02", "IREL-03"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *afterQueueing(at: IntervalSubscriber): Coroutine {
          yield* this.intervals.callRelease(at);
        }
      },
    }),
  },
  {
    id: "IREL-04-x1",
    title: "release never comes for a node pending insertion",
    violates: ["IREL-04", "IREL-17"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        private wasPending = false;
        override unlink(at: IntervalSubscriber, subs: Subscriptions): "done" | "queued" | "rejected" {
          this.wasPending = at.state === "pending-insert";
          return super.unlink(at, subs);
        }
        override *finishReleased(at: IntervalSubscriber): Coroutine {
          if (this.wasPending) at.mm?.drop();
          else yield* super.finishReleased(at);
        }
      },
    }),
  },
  {
    id: "IREL-03-x1",
    title: "releases before it wakes the waiters",
    violates: ["IREL-03"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *afterPeriod(
          subs: Subscriptions,
          removed: readonly IntervalSubscriber[],
          blockable: boolean,
        ): Coroutine {
          yield* this.releaseRemoved(removed, blockable);
          yield* subs.waiters.wakeAll();
        }
      },
    }),
  },
  {
    id: "IREL-05-x1",
    title: "drops the structure reference before release",
    violates: ["IREL-05"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *releaseAndDrop(at: IntervalSubscriber): Coroutine {
          at.mm?.drop();
          yield* this.callRelease(at);
        }
      },
    }),
  },
  {
    id: "IREL-06-x1",
    title: "calls release as soon as remove is asked for, and leaves the node to the end of the period",
    violates: ["IREL-06", "IREL-03"],
    origin: "plausible",
    parts: ({ IntervalRegistry, Intervals }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *afterQueueing(at: IntervalSubscriber): Coroutine {
          yield* this.intervals.callRelease(at);
          retire(this.kernel, at);
        }
      },
      Intervals: class extends Intervals {
        override *releaseAndDrop(at: IntervalSubscriber): Coroutine {
          if (at.freed) at.mm?.drop();
          else yield* super.releaseAndDrop(at);
        }
      },
    }),
  },
  {
    id: "IREL-07-x1",
    title: "releases only the first of the nodes removed in a period",
    violates: ["IREL-07"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *releaseRemoved(removed: readonly IntervalSubscriber[], blockable: boolean): Coroutine {
          yield* super.releaseRemoved(removed.slice(0, 1), blockable);
        }
      },
    }),
  },
  {
    id: "IREL-08-x1",
    title: "nothing tells a release that sleeps where it must not",
    violates: ["IREL-08"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *releaseRemoved(removed: readonly IntervalSubscriber[]): Coroutine {
          yield* super.releaseRemoved(removed, true);
        }
      },
    }),
  },
];
