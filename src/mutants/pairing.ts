import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of start/end pairing, blockability and the two parts of a section. */
export const pairingMutants: readonly MutantRow[] = [
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
    id: "MUT-10",
    title: "an interval that refuses leaves the section open",
    violates: ["PAIR-15"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *closeAfterRefusal(): Coroutine {}
      },
    }),
  },
  {
    id: "MUT-12",
    title: "the blockable flag of an earlier use of the range object stays set",
    violates: ["PAIR-03"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override setBlockable(range: NotifierRange, blockable: boolean): void {
          range.blockable ||= blockable;
        }
      },
    }),
  },
  {
    id: "MUT-14",
    title: "end calls the list before it closes the tree's section",
    violates: ["PAIR-19"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *endParts(subs: Subscriptions, range: NotifierRange): Coroutine {
          yield* this.endList(subs, range);
          yield* this.endTree(subs, range);
        }
      },
    }),
  },
  {
    id: "MUT-130",
    title: "calls the list although the tree part failed",
    violates: ["PAIR-14"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *startParts(range: NotifierRange): Coroutine<Status> {
          const subs = range.mm.subscriptions;
          const rc = yield* super.startParts(range);
          if (rc !== 0 && subs?.hasItree === true) yield* this.chain.start(subs, range);
          return rc;
        }
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
    id: "PAIR-01-x1",
    title: "calls every end callback twice",
    violates: ["PAIR-01", "PAIR-21"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *end(subs: Subscriptions, range: NotifierRange): Coroutine {
          yield* super.end(subs, range);
          yield* super.end(subs, range);
        }
      },
    }),
  },
  {
    id: "PAIR-02-x1",
    title: "the blocking start leaves the flag as it was",
    violates: ["PAIR-02"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override setBlockable(range: NotifierRange, blockable: boolean): void {
          if (!blockable) range.blockable = false;
        }
      },
    }),
  },
  {
    id: "PAIR-03-x1",
    title: "nothing tells a callback that sleeps where it must not",
    violates: ["PAIR-03", "PAIR-20"],
    origin: "plausible",
    parts: ({ policy }) => ({ policy: (profile) => ({ ...policy(profile), enforcesNonblock: false }) }),
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
    id: "PAIR-15-x1",
    title: "goes on with the next interval after a refusal",
    violates: ["PAIR-15"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *invalidate(subs: Subscriptions, range: NotifierRange): Coroutine<Status> {
          const { seq, first } = yield* this.open(subs, range);
          let rc: Status = 0;
          for (let at = first; at !== undefined; at = subs.itree.next(at, range.start, range.end - 1n)) {
            if (!(yield* this.callInvalidate(at, range, seq)) && !range.blockable) rc = "EAGAIN";
          }
          if (rc !== 0) yield* this.close(subs, false);
          return rc;
        }
      },
    }),
  },
  {
    id: "PAIR-16-x1",
    title: "false in a blockable range is taken without a word",
    violates: ["PAIR-16"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override warnRefusal(): void {}
      },
    }),
  },
  {
    id: "PAIR-16-x2",
    title: "false in a blockable range ends the walk and the section",
    violates: ["PAIR-16"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override mayRefuse(_at: IntervalSubscriber, _range: NotifierRange): boolean {
          return true;
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
    id: "PAIR-22-x1",
    title: "the start walk is no read section",
    violates: ["PAIR-22"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *start(subs: Subscriptions, range: NotifierRange): Coroutine<Status> {
          return yield* this.startWalk(subs, range);
        }
      },
    }),
  },
  {
    id: "PAIR-22-x2",
    title: "the end walk is no read section",
    violates: ["PAIR-22"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *end(subs: Subscriptions, range: NotifierRange): Coroutine {
          yield* this.callEnds(subs, range);
        }
      },
    }),
  },
  {
    id: "PAIR-26-x1",
    title: "end is given a range of its own, always blockable",
    violates: ["PAIR-26"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *callEnd(at: ListSubscriber, range: NotifierRange): Coroutine {
          yield* super.callEnd(at, { ...range, blockable: true });
        }
      },
    }),
  },
  {
    id: "PAIR-26-x2",
    title: "end is given the range widened by a page",
    violates: ["PAIR-26", "PAIR-01"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *callEnd(at: ListSubscriber, range: NotifierRange): Coroutine {
          yield* super.callEnd(at, { ...range, end: range.end + 0x1000n });
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
