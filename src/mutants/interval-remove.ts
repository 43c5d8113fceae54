import type { Coroutine } from "../kernel/point.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";
import { UNCOVERED, until } from "./until.ts";

type Outcome = "done" | "queued";

/** Wrong implementations of remove. */
export const intervalRemoveMutants: readonly MutantRow[] = [
  {
    id: "INTV-24-x1",
    title: "remove waits until no section is open, whatever the sections hit",
    violates: ["INTV-11", "INTV-24", "INTV-26"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *finishRemove(
          s: IntervalSubscriber,
          mm: Mm,
          subs: Subscriptions,
          outcome: Outcome,
          seq: bigint,
        ): Coroutine {
          if (outcome === "done") yield until({ kind: "interval" }, () => subs.active === 0);
          yield* super.finishRemove(s, mm, subs, outcome, seq);
        }
      },
    }),
  },
  {
    id: "INTV-24-x2",
    title: "puts a removal off, without a wait, whenever a section is open",
    violates: ["INTV-24"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override unlinkNow(s: IntervalSubscriber, subs: Subscriptions): "done" {
          if (subs.active === 0) return super.unlinkNow(s, subs);
          this.queueRemoval(s, subs);
          return "done";
        }
      },
    }),
  },
  {
    id: "MUT-33",
    title: "takes an interval out of a tree that is being walked, and does not wait",
    violates: ["INTV-17", "INTV-25"],
    origin: "plausible",
    parts: ({ IntervalRegistry, Intervals }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override unlink(s: IntervalSubscriber, subs: Subscriptions): Outcome | "rejected" {
          return s.state === "in-tree" ? this.unlinkNow(s, subs) : super.unlink(s, subs);
        }
      },
      // Whoever stood on it has lost the way.
      Intervals: class extends Intervals {
        override nextHit(subs: Subscriptions, at: IntervalSubscriber, range: NotifierRange) {
          if ([...subs.itree].includes(at)) return super.nextHit(subs, at, range);
          this.kernel.warn(`the walk stands on ${at.name}, which is not in the tree`);
          return undefined;
        }
      },
    }),
  },
  {
    id: "INTV-17-x1",
    title: "takes an interval out of a tree that is being walked, then waits",
    violates: ["INTV-13", "INTV-17"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override queueRemoval(s: IntervalSubscriber, subs: Subscriptions): "queued" {
          this.unlinkNow(s, subs);
          return "queued";
        }
      },
    }),
  },
  {
    id: "INTV-25-x1",
    title: "remove never waits",
    violates: ["INTV-16", "INTV-25", "INTV-27", "INTV-28"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *finishRemove(_s: IntervalSubscriber, mm: Mm): Coroutine {
          mm.drop();
        }
      },
    }),
  },
  {
    id: "INTV-25-x2",
    title: "any end lets a remover go",
    violates: ["INTV-16", "INTV-25"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *finishRemove(
          s: IntervalSubscriber,
          mm: Mm,
          subs: Subscriptions,
          outcome: Outcome,
          seq: bigint,
        ): Coroutine {
          const { active } = subs;
          if (outcome === "queued") yield until({ kind: "interval" }, () => subs.active < active);
          yield* super.finishRemove(s, mm, subs, "done", seq);
        }
      },
    }),
  },
  {
    id: "INTV-25-x3",
    title: "drops the reference before the wait",
    violates: ["INTV-25"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *finishRemove(
          s: IntervalSubscriber,
          mm: Mm,
          subs: Subscriptions,
          outcome: Outcome,
          seq: bigint,
        ): Coroutine {
          mm.drop();
          yield* super.finishRemove(s, mm, subs, outcome, seq);
          mm.grab();
        }
      },
    }),
  },
  {
    id: "INTV-26-x1",
    title: "removing what was inserted in the same period waits for its end",
    violates: ["INTV-26", "INTV-16", "INTV-06"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override unlink(s: IntervalSubscriber, subs: Subscriptions): Outcome | "rejected" {
          const pending = s.state === "pending-insert";
          const outcome = super.unlink(s, subs);
          return pending ? "queued" : outcome;
        }
      },
    }),
  },
  {
    id: "INTV-26-x2",
    title: "leaves a removed interval on the deferred list",
    violates: ["INTV-26", "INTV-16"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override unlink(s: IntervalSubscriber, subs: Subscriptions): Outcome | "rejected" {
          return s.state === "pending-insert" ? "done" : super.unlink(s, subs);
        }
      },
    }),
  },
  {
    id: "MUT-31",
    title: "a remover looks at the sequence without the state lock",
    violates: ["INTV-27"],
    origin: "posted",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *periodIsOver(subs: Subscriptions, seq: bigint): Coroutine<boolean> {
          yield UNCOVERED;
          return subs.seq !== seq;
        }
        // Between the change of the sequence and this walk such a remover gets through.
        override *process(subs: Subscriptions): Coroutine<IntervalSubscriber[]> {
          yield UNCOVERED;
          return yield* super.process(subs);
        }
      },
    }),
  },
  {
    id: "INTV-28-x1",
    title: "remove tells lockdep of its wait only where it waits",
    violates: ["INTV-28"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override noteMayWait(): void {}
        override *finishRemove(
          s: IntervalSubscriber,
          mm: Mm,
          subs: Subscriptions,
          outcome: Outcome,
          seq: bigint,
        ): Coroutine {
          if (outcome === "queued") this.intervals.mayWait();
          yield* super.finishRemove(s, mm, subs, outcome, seq);
        }
      },
    }),
  },
  {
    id: "INTV-34-x1",
    title: "a second remove drops a second reference",
    violates: ["INTV-34"],
    origin: "upstream",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *remove(s: IntervalSubscriber): Coroutine {
          const again = s.state === "none";
          yield* super.remove(s);
          if (again) s.mm?.drop();
        }
      },
    }),
  },
  {
    id: "INTV-34-x2",
    title: "ignores a remove of what is not inserted without a word",
    violates: ["INTV-34"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *remove(s: IntervalSubscriber): Coroutine {
          if (s.state !== "none") yield* super.remove(s);
        }
      },
    }),
  },
];
