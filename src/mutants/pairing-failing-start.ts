import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of what follows a start that fails. */
export const failingStartMutants: readonly MutantRow[] = [
  {
    id: "MUT-01",
    title: "skips every end when any start fails",
    violates: ["PAIR-08", "PAIR-10"],
    origin: "history",
    parts: ({ policy }) => ({ policy: (profile) => ({ ...policy(profile), endsAfterFailure: "none" }) }),
  },
  {
    id: "MUT-03",
    title: "after a failure ends only those called before the failing one",
    violates: ["PAIR-08"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        private failed = false;
        override startFailed(at: ListSubscriber, range: NotifierRange, rc: Status, before: Status): void {
          this.failed = true;
          super.startFailed(at, range, rc, before);
        }
        override *callStart(at: ListSubscriber, range: NotifierRange): Coroutine<Status> {
          const rc = yield* super.callStart(at, range);
          if (!this.failed && rc === 0) this.started.add(at);
          return rc;
        }
        override *afterFailedWalk(subs: Subscriptions, range: NotifierRange): Coroutine {
          yield* super.afterFailedWalk(subs, range);
          this.failed = false;
          this.started.clear();
        }
        override *callEnd(at: ListSubscriber, range: NotifierRange): Coroutine {
          if (!this.failed || this.started.has(at)) yield* super.callEnd(at, range);
        }
        private readonly started = new Set<ListSubscriber>();
      },
    }),
  },
  {
    id: "MUT-05",
    title: "looks at the accumulated result instead of the callback's own",
    violates: ["PAIR-11"],
    origin: "posted",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override startFailed(at: ListSubscriber, range: NotifierRange, rc: Status, before: Status): void {
          if (range.blockable || before !== "EAGAIN") this.kernel.warn(`result so far: ${before}`);
          this.kernel.info(`${at.name}.invalidate_range_start failed with ${rc}`);
        }
      },
    }),
  },
  {
    id: "MUT-07",
    title: "runs the ends of the error branch for a blockable range too",
    violates: ["PAIR-18"],
    origin: "upstream",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *afterFailedWalk(subs: Subscriptions, range: NotifierRange): Coroutine {
          if (this.policy.endsAfterFailure === "all") yield* this.callEnds(subs, range);
        }
      },
    }),
  },
  {
    id: "MUT-08",
    title: "leaves the tree's section open when the list part fails",
    violates: ["PAIR-17"],
    origin: "upstream",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *closeAfterListFailure(): Coroutine {}
      },
    }),
  },
  {
    id: "MUT-131",
    title: "returns the first failing code instead of the last",
    violates: ["PAIR-13"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override combine(before: Status, rc: Status): Status {
          return before === 0 ? rc : before;
        }
      },
    }),
  },
  {
    id: "PAIR-06-x1",
    title: "pairs a failed start with ends before the merge",
    violates: ["PAIR-06"],
    origin: "plausible",
    parts: ({ policy }) => ({ policy: (profile) => ({ ...policy(profile), endsAfterFailure: "all" }) }),
  },
  {
    id: "PAIR-07-x1",
    title: "stops the walk at the first failing start",
    violates: ["PAIR-07", "PAIR-08", "PAIR-13"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override goesOn(result: Status): boolean {
          return result === 0;
        }
      },
    }),
  },
  {
    id: "PAIR-10-x1",
    title: "does not warn when a fallible subscriber has an end",
    violates: ["PAIR-10"],
    origin: "plausible",
    parts: ({ policy }) => ({ policy: (profile) => ({ ...policy(profile), fallibleMustLackEnd: false }) }),
  },
  {
    id: "PAIR-10-x2",
    title: "warns about a fallible subscriber with an end only once",
    violates: ["PAIR-10"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        private warned = false;
        override warnFallible(at: ListSubscriber): void {
          if (!this.warned) super.warnFallible(at);
          this.warned = true;
        }
      },
    }),
  },
  {
    id: "PAIR-11-x1",
    title: "never warns about a start result",
    violates: ["PAIR-11", "PAIR-18"],
    origin: "plausible",
    parts: ({ policy }) => ({ policy: (profile) => ({ ...policy(profile), warnsOnBadResult: false }) }),
  },
  {
    id: "PAIR-12-x1",
    title: "the message calls every context blockable",
    violates: ["PAIR-12"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override contextOf(): string {
          return "blockable";
        }
      },
    }),
  },
  {
    id: "PAIR-17-x1",
    title: "closes the tree's section twice when the list part fails",
    violates: ["PAIR-17"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *closeAfterListFailure(range: NotifierRange): Coroutine {
          yield* super.closeAfterListFailure(range);
          yield* super.closeAfterListFailure(range);
        }
      },
    }),
  },
  {
    id: "PAIR-28-x1",
    title: "the ends of the error branch follow a list taken before the walk",
    violates: ["PAIR-28"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        private readonly known = new Set<ListSubscriber>();
        override link(subs: Subscriptions, at: ListSubscriber): void {
          this.known.add(at);
          super.link(subs, at);
        }
        override *afterFailedWalk(subs: Subscriptions, range: NotifierRange): Coroutine {
          if (this.policy.endsAfterFailure === "none" || range.blockable) return;
          for (const at of this.known) yield* this.callEnd(at, range);
          yield* super.afterFailedWalk(subs, range);
        }
      },
    }),
  },
];
