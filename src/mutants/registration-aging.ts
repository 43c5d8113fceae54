import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

type Clearing = "clear_flush_young" | "clear_young";
const PAGE = 0x1000n;

/** Wrong implementations of ageing, and of the section as a lock class. */
export const agingMutants: readonly MutantRow[] = [
  {
    id: "MUT-136",
    title: "test_young goes on after the first yes",
    violates: ["REG-31"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *testYoung(subs: Subscriptions, mm: Mm, start: bigint, end: bigint): Coroutine<boolean> {
          let young = false;
          for (let at = subs.head; at !== undefined; at = at.next) {
            if (yield* this.callYoung(at, "test_young", mm, start, end)) young = true;
          }
          return young;
        }
      },
    }),
  },
  {
    id: "REG-31-x1",
    title: "ageing stops at the first yes",
    violates: ["REG-31"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *clearYoung(subs: Subscriptions, mm: Mm, name: Clearing, start: bigint, end: bigint) {
          for (let at = subs.head; at !== undefined; at = at.next) {
            if (yield* this.callYoung(at, name, mm, start, end)) return true;
          }
          return false;
        }
      },
    }),
  },
  {
    id: "REG-31-x2",
    title: "the last answer is the result of ageing",
    violates: ["REG-31"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *clearYoung(subs: Subscriptions, mm: Mm, name: Clearing, start: bigint, end: bigint) {
          let young = false;
          for (let at = subs.head; at !== undefined; at = at.next) {
            young = yield* this.callYoung(at, name, mm, start, end);
          }
          return young;
        }
      },
    }),
  },
  {
    id: "REG-31-x3",
    title: "test_young asks only the newest subscriber",
    violates: ["REG-31"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *testYoung(subs: Subscriptions, mm: Mm, start: bigint, end: bigint): Coroutine<boolean> {
          return subs.head !== undefined && (yield* this.callYoung(subs.head, "test_young", mm, start, end));
        }
      },
    }),
  },
  {
    id: "REG-32-x1",
    title: "ages only the first page of a huge page",
    violates: ["REG-32"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *clearYoung(subs: Subscriptions, mm: Mm, name: Clearing, start: bigint, end: bigint) {
          const last = end - start > PAGE ? start + PAGE : end;
          return yield* super.clearYoung(subs, mm, name, start, last);
        }
      },
    }),
  },
  {
    id: "REG-32-x2",
    title: "passes an address, not a range",
    violates: ["REG-32"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *callYoung(
          subscriber: ListSubscriber,
          name: Clearing | "test_young",
          mm: Mm,
          start: bigint,
        ): Coroutine<boolean> {
          return yield* super.callYoung(subscriber, name, mm, start, start + 1n);
        }
      },
    }),
  },
  {
    id: "REG-32-x3",
    title: "asks nobody if the primary entry was used",
    violates: ["REG-32"],
    origin: "plausible",
    parts: ({ Aging }) => ({
      Aging: class extends Aging {
        override *age(mm: Mm, name: Clearing, start: bigint, end: bigint): Coroutine<boolean> {
          return (yield* this.clearPrimary(mm, name, start, end)) || (yield* this.clearSecondary(mm, name, start, end));
        }
      },
    }),
  },
  {
    id: "REG-32-x4",
    title: "forgets the primary entry where somebody has registered",
    violates: ["REG-32"],
    origin: "plausible",
    parts: ({ Aging }) => ({
      Aging: class extends Aging {
        override *age(mm: Mm, name: Clearing, start: bigint, end: bigint): Coroutine<boolean> {
          const primary = yield* this.clearPrimary(mm, name, start, end);
          return mm.subscriptions === undefined ? primary : yield* this.clearSecondary(mm, name, start, end);
        }
      },
    }),
  },
  {
    id: "REG-34-x1",
    title: "a non-blocking start is no lock class",
    violates: ["REG-34"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *startNonblock(range: NotifierRange): Coroutine<Status> {
          this.setBlockable(range, false);
          return yield* this.startParts(range);
        }
      },
    }),
  },
  {
    id: "REG-34-x2",
    title: "a start is a lock class only where somebody has registered",
    violates: ["REG-34"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *startInClass(range: NotifierRange): Coroutine<Status> {
          return range.mm.subscriptions === undefined ? 0 : yield* super.startInClass(range);
        }
      },
    }),
  },
  {
    id: "REG-34-x3",
    title: "an end is no lock class",
    violates: ["REG-34"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *end(range: NotifierRange): Coroutine {
          const subs = range.mm.subscriptions;
          if (subs !== undefined) yield* this.endParts(subs, range, false);
        }
      },
    }),
  },
  {
    id: "REG-34-x4",
    title: "an end is a lock class also where there is no state",
    violates: ["REG-34"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *end(range: NotifierRange): Coroutine {
          this.enterClass();
          this.leaveClass();
          yield* super.end(range);
        }
      },
    }),
  },
];
