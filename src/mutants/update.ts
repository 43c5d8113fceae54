import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Span } from "../notifier/interval-registry.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of update. */
export const updateMutants: readonly MutantRow[] = [
  {
    id: "MUT-94",
    title: "a pending update is one whose last address is not 0",
    violates: ["IREL-20"],
    origin: "posted",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override processOne(subs: Subscriptions, at: IntervalSubscriber, removed: IntervalSubscriber[]): void {
          if (at.state === "pending-update" && at.pending?.last === 0n) at.state = "pending-removal";
          super.processOne(subs, at, removed);
        }
      },
    }),
  },
  {
    id: "MUT-95",
    title: "update leaves the sequence of the object as it is",
    violates: ["IREL-21", "IREL-22"],
    origin: "posted",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override collideReaders(): void {}
      },
    }),
  },
  {
    id: "MUT-138",
    title: "update collides readers only while an interval is being invalidated",
    violates: ["IREL-21", "IREL-22"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override collideReaders(at: IntervalSubscriber, subs: Subscriptions): void {
          if (subs.invalidating) at.seq = subs.seq;
        }
      },
    }),
  },
  {
    id: "IREL-21-x1",
    title: "beside a section that hit nothing the object takes the even sequence",
    violates: ["IREL-21"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override collideReaders(at: IntervalSubscriber, subs: Subscriptions): void {
          if (subs.active > 0) at.seq = subs.seq;
          else super.collideReaders(at, subs);
        }
      },
    }),
  },
  {
    id: "IREL-22-x1",
    title: "with no section open update collides nobody",
    violates: ["IREL-22"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override collideReaders(at: IntervalSubscriber, subs: Subscriptions): void {
          if (subs.active > 0) super.collideReaders(at, subs);
        }
      },
    }),
  },
  {
    id: "MUT-101",
    title: "update applies the new range at once during a walk",
    violates: ["IREL-13"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override queueUpdate(at: IntervalSubscriber, subs: Subscriptions, span: Span): void {
          this.rekey(at, subs, span);
        }
      },
    }),
  },
  {
    id: "MUT-139",
    title: "release is called for an update that was applied",
    violates: ["IREL-02", "IREL-13", "IREL-15"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override processOne(subs: Subscriptions, at: IntervalSubscriber, removed: IntervalSubscriber[]): void {
          const updated = at.state === "pending-update";
          super.processOne(subs, at, removed);
          if (updated && at.ops.release !== undefined) removed.push(at);
        }
      },
    }),
  },
  {
    id: "MUT-140",
    title: "insert leaves the mark of a pending update",
    violates: ["IREL-32"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override clearMarks(): void {}
        override queueRemoval(at: IntervalSubscriber, subs: Subscriptions): "queued" {
          // A mark says that the node is on the list already.
          if (at.pending === undefined) return super.queueRemoval(at, subs);
          at.pending = undefined;
          return "queued";
        }
      },
    }),
  },
  {
    id: "IREL-11-x1",
    title: "update takes any length",
    violates: ["IREL-11"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override spanOfUpdate(start: bigint, length: bigint): Span {
          const last = BigInt.asUintN(64, start + length - 1n);
          return last < start ? { start, last: start } : { start, last };
        }
      },
    }),
  },
  {
    id: "IREL-12-x1",
    title: "update of an object that is not inserted reports success",
    violates: ["IREL-12", "IREL-34", "IREL-18"],
    origin: "posted",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override refuseUpdate(): Status {
          return 0;
        }
      },
    }),
  },
  {
    id: "IREL-12-x2",
    title: "update leaves the old range in the tree",
    violates: ["IREL-12", "IREL-27"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override rekey(): void {}
      },
    }),
  },
  {
    id: "IREL-14-x1",
    title: "update of a pending insertion is lost",
    violates: ["IREL-14"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override moveUninserted(): void {}
      },
    }),
  },
  {
    id: "IREL-15-x1",
    title: "of several updates the first wins",
    violates: ["IREL-15"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override replaceUpdate(): void {}
      },
    }),
  },
  {
    id: "IREL-16-x1",
    title: "a removal after an update is lost, the update is applied",
    violates: ["IREL-16", "IREL-20"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override forgetUpdate(): void {}
      },
    }),
  },
  {
    id: "IREL-17-x1",
    title: "removing a node that was updated while pending insertion leaves it on the list",
    violates: ["IREL-17"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        private readonly moved = new Set<IntervalSubscriber>();
        override moveUninserted(at: IntervalSubscriber, span: Span): void {
          this.moved.add(at);
          super.moveUninserted(at, span);
        }
        override withdraw(at: IntervalSubscriber, subs: Subscriptions): "done" {
          if (this.moved.has(at)) return "done";
          return super.withdraw(at, subs);
        }
      },
    }),
  },
  {
    id: "IREL-19-x1",
    title: "update never waits",
    violates: ["IREL-19"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *finishUpdate(): Coroutine {}
      },
    }),
  },
  {
    id: "IREL-19-x2",
    title: "update waits beside a section that hit nothing",
    violates: ["IREL-19", "IREL-12"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override mustWait(subs: Subscriptions): boolean {
          return subs.active > 0;
        }
      },
    }),
  },
  {
    id: "IREL-27-x1",
    title: "update takes another structure reference",
    violates: ["IREL-27"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override collideReaders(at: IntervalSubscriber, subs: Subscriptions): void {
          at.mm?.grab();
          super.collideReaders(at, subs);
        }
      },
    }),
  },
  {
    id: "IREL-34-x1",
    title: "remove of an object that was taken off before it was inserted drops a second reference",
    violates: ["IREL-34"],
    origin: "posted",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override refuseRemove(at: IntervalSubscriber): "rejected" | "done" {
          return at.everInserted && at.state === "none" ? "done" : super.refuseRemove(at);
        }
      },
    }),
  },
];
