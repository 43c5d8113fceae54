import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of sections, blockability, and the tree beside the list. */
export const pairingSectionMutants: readonly MutantRow[] = [
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
    id: "PAIR-20-x1",
    title: "the ends of the error branch are outside the no-sleep region",
    violates: ["PAIR-20"],
    origin: "upstream",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        private failed = false;
        override *afterFailedWalk(subs: Subscriptions, range: NotifierRange): Coroutine {
          this.failed = true;
          yield* super.afterFailedWalk(subs, range);
          this.failed = false;
        }
        override *nonblocking<R>(range: NotifierRange, body: () => Coroutine<R>): Coroutine<R> {
          return this.failed ? yield* body() : yield* super.nonblocking(range, body);
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
];
