import type { Coroutine } from "../kernel/point.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of removals that are put off: what they meet, and the locks around them. */
export const pendingRemovalMutants: readonly MutantRow[] = [
  {
    id: "IREL-23-x1",
    title: "remove and update touch the lock class only when they really wait",
    violates: ["IREL-23"],
    origin: "posted",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override noteMayWait(): void {}
      },
    }),
  },
  {
    id: "IREL-23-x2",
    title: "remove and update touch the lock class also with a release callback",
    violates: ["IREL-23"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override noteMayWait(): void {
          this.intervals.mayWait();
        }
      },
    }),
  },
  {
    id: "IREL-24-x1",
    title: "the RELEASE section leaves put-off work undone",
    violates: ["IREL-24"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        private exiting = false;
        override *release(subs: Subscriptions, mm: Mm): Coroutine {
          this.exiting = true;
          yield* super.release(subs, mm);
          this.exiting = false;
        }
        override *releaseRemoved(removed: readonly IntervalSubscriber[], blockable: boolean): Coroutine {
          if (!this.exiting) yield* super.releaseRemoved(removed, blockable);
        }
      },
    }),
  },
  {
    id: "IREL-24-x2",
    title: "exit passes over a node that waits for its removal",
    violates: ["IREL-24"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *callInvalidate(...args: Parameters<InstanceType<typeof Intervals>["callInvalidate"]>) {
          const [at, range] = args;
          if (range.kind === "RELEASE" && at.state === "pending-removal") return true;
          return yield* super.callInvalidate(...args);
        }
      },
    }),
  },
  {
    id: "IREL-25-x2",
    title: "after the first put-off insertion of a period the rest is forgotten",
    violates: ["IREL-25", "IREL-07"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *process(subs: Subscriptions): Coroutine<IntervalSubscriber[]> {
          subs.deferred = subs.deferred.slice(0, 1);
          return yield* super.process(subs);
        }
      },
    }),
  },
  {
    id: "IREL-29-x1",
    title: "release is left to a worker that runs after remove has returned",
    violates: ["IREL-29", "IREL-04"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *finishReleased(at: IntervalSubscriber): Coroutine {
          this.kernel.scheduler.spawn("worker", this.intervals.releaseAndDrop(at));
        }
      },
    }),
  },
  {
    id: "IREL-31-x1",
    title: "the reference of a node inserted again in its release is dropped with it",
    violates: ["IREL-31"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *releaseAndDrop(at: IntervalSubscriber): Coroutine {
          yield* super.releaseAndDrop(at);
          if (at.state !== "none") at.mm?.drop();
        }
      },
    }),
  },
  {
    id: "IREL-31-x2",
    title: "a node inserted again in its release is forgotten afterwards",
    violates: ["IREL-31", "IREL-25"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *releaseAndDrop(at: IntervalSubscriber): Coroutine {
          const subs = at.mm?.subscriptions;
          yield* super.releaseAndDrop(at);
          if (at.state === "in-tree" && subs?.invalidating === false) {
            subs.removeInterval(at);
            at.state = "none";
          }
        }
      },
    }),
  },
  {
    id: "IREL-33-x1",
    title: "a failing start closes its section without doing the put-off work",
    violates: ["IREL-33"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *closeAfterRefusal(subs: Subscriptions): Coroutine {
          const work = subs.deferred;
          subs.deferred = [];
          yield* super.closeAfterRefusal(subs);
          subs.deferred = work;
        }
      },
    }),
  },
];
