import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Span } from "../notifier/interval-registry.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";
import { pause } from "./pause.ts";

/** The last address of a pending update, 0 where there is none: the posted mark. */
function deferredLast(at: IntervalSubscriber): bigint {
  return at.pending?.last ?? 0n;
}

/**
 * The interval-update patch as it was posted in December 2019, whole. Its deferred list is threaded
 * through the nodes, so that queueing one twice corrupts it; here it is worked off twice.
 */
export const posted2019Mutants: readonly MutantRow[] = [
  {
    id: "POSTED-2019",
    title: "the interval-update patch of December 2019 as posted",
    violates: ["IREL-12", "IREL-18", "IREL-20", "IREL-21", "IREL-22", "IREL-23", "IREL-30", "IREL-34", "INTV-27"],
    origin: "posted",
    parts: ({ IntervalRegistry, Intervals }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        /** The sequence of the object is left alone. */
        override collideReaders(): void {}

        /** Whatever it waits for, it is queued. */
        override admit(at: IntervalSubscriber, mm: Mm, subs: Subscriptions, span: Span): Status {
          at.state = "none";
          return super.admit(at, mm, subs, span);
        }

        override unlink(at: IntervalSubscriber, subs: Subscriptions): "done" | "queued" | "rejected" {
          if (!subs.invalidating || !subs.itree.has(at)) return super.unlink(at, subs);
          if (deferredLast(at) === 0n) this.intervals.defer(subs, at);
          at.pending = undefined;
          at.state = "pending-removal";
          return "queued";
        }

        override move(at: IntervalSubscriber, subs: Subscriptions, span: Span): Status {
          if (!subs.invalidating) return super.move(at, subs, span);
          if (!subs.itree.has(at)) {
            this.moveUninserted(at, span);
            return 0;
          }
          if (deferredLast(at) === 0n) this.intervals.defer(subs, at);
          at.pending = span;
          at.state = "pending-update";
          return 0;
        }

        /** The callbacks are read from an object that may be freed. */
        override *afterQueueing(at: IntervalSubscriber): Coroutine {
          yield pause;
          this.intervals.touch(at);
        }

        override *update(at: IntervalSubscriber, start: bigint, length: bigint): Coroutine<Status> {
          const rc = yield* super.update(at, start, length);
          if (rc !== 0 || at.ops.release === undefined) return rc;
          yield pause;
          this.intervals.touch(at);
          return rc;
        }

        /** Lockdep is told only where update really waits. */
        override noteMayWait(): void {}
        override *finishUpdate(subs: Subscriptions, seq: bigint): Coroutine {
          this.intervals.mayWait();
          yield* super.finishUpdate(subs, seq);
        }
        override *finishRemove(...args: Parameters<InstanceType<typeof IntervalRegistry>["finishRemove"]>): Coroutine {
          this.intervals.mayWait();
          yield* super.finishRemove(...args);
        }
      },
      Intervals: class extends Intervals {
        override processOne(subs: Subscriptions, at: IntervalSubscriber, removed: IntervalSubscriber[]): void {
          this.touch(at);
          const linked = subs.itree.has(at);
          if (linked) subs.removeInterval(at);
          if (at.state === "pending-insert" || (linked && deferredLast(at) !== 0n)) {
            this.applyUpdate(at);
            this.place(subs, at);
            return;
          }
          at.state = "none";
          if (at.ops.release !== undefined) removed.unshift(at);
        }

        /** The sequence is even before the list is worked off, and waiters look at it without the lock. */
        override *process(subs: Subscriptions): Coroutine<IntervalSubscriber[]> {
          yield pause;
          return yield* super.process(subs);
        }
        override *periodIsOver(subs: Subscriptions, seq: bigint): Coroutine<boolean> {
          yield pause;
          return subs.seq !== seq;
        }
      },
    }),
  },
];
