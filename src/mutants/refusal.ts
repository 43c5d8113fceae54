import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { CallSite } from "../mm/call-sites.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Callers and devices that deal wrongly with a start that fails, and callers of empty sections. */
export const refusalMutants: readonly MutantRow[] = [
  {
    id: "PAIR-04-x1",
    title: "the caller ends a section that failed to start",
    violates: ["PAIR-04"],
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override *startNonblock(mm: Mm, site: CallSite, start: bigint, end: bigint) {
          const range = this.range(mm, site, start, end, false);
          this.show("section_start", range);
          const rc = yield* this.sections.startNonblock(range);
          if (rc === 0) return range;
          yield* this.end(range);
          return undefined;
        }
      },
    }),
  },
  {
    id: "PAIR-05-x1",
    title: "a mirror waits for its lock in a range that is not blockable",
    violates: ["PAIR-05"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *invalidate(range: NotifierRange, seq: bigint): Coroutine<boolean> {
          return yield* super.invalidate({ ...range, blockable: true }, seq);
        }
      },
    }),
  },
  {
    id: "PAIR-05-x2",
    title: "a mirror refuses a blockable range",
    violates: ["PAIR-05"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *invalidate(range: NotifierRange, seq: bigint): Coroutine<boolean> {
          return yield* super.invalidate({ ...range, blockable: false }, seq);
        }
      },
    }),
  },
  {
    id: "PAIR-09-x1",
    title: "a device decides to fail before it accounts for the section",
    violates: ["PAIR-09"],
    origin: "history",
    parts: ({ FallibleShadow }) => ({
      FallibleShadow: class extends FallibleShadow {
        override *start(range: NotifierRange): Coroutine<Status> {
          if (!range.blockable && !(yield* this.user.trylock())) return "EAGAIN";
          if (!range.blockable) this.user.unlock();
          return yield* super.start(range);
        }
      },
    }),
  },
  {
    id: "PAIR-27-x1",
    title: "operations on nothing open an empty section",
    violates: ["PAIR-27"],
    origin: "plausible",
    parts: ({ MadviseDontneed }) => ({
      MadviseDontneed: class extends MadviseDontneed {
        override *run(mm: Mm, start: bigint, end: bigint): Coroutine<Status> {
          if (start < end) return yield* super.run(mm, start, end);
          yield* this.sections.end(yield* this.sections.start(mm, "madvise-dontneed", start, end));
          return 0;
        }
      },
    }),
  },
];
