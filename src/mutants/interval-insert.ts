import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Span } from "../notifier/interval-registry.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import { ULONG_MAX } from "../notifier/range.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of insert: arguments, references, and the state it meets. */
export const intervalInsertMutants: readonly MutantRow[] = [
  {
    id: "MUT-16",
    title: "stores start plus length as the last byte",
    violates: ["INTV-02", "INTV-14"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override span(start: bigint, length: bigint): Span | undefined {
          const span = super.span(start, length);
          return span === undefined || span.last === ULONG_MAX ? span : { start, last: span.last + 1n };
        }
      },
    }),
  },
  {
    id: "INTV-02-x1",
    title: "loses the last byte of intervals that are longer than one",
    violates: ["INTV-02"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override span(start: bigint, length: bigint): Span | undefined {
          const span = super.span(start, length);
          return span === undefined || length < 0x1000n ? span : { start, last: span.last - 0x1000n };
        }
      },
    }),
  },
  {
    id: "MUT-17",
    title: "accepts length 0",
    violates: ["INTV-03"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override span(start: bigint, length: bigint): Span | undefined {
          return super.span(start, length === 0n ? 1n : length);
        }
      },
    }),
  },
  {
    id: "INTV-03-x1",
    title: "refuses an interval that ends at the last address",
    violates: ["INTV-03"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override span(start: bigint, length: bigint): Span | undefined {
          return start + length > ULONG_MAX ? undefined : super.span(start, length);
        }
      },
    }),
  },
  {
    id: "INTV-03-x2",
    title: "lets the last byte wrap round",
    violates: ["INTV-03"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override span(start: bigint, length: bigint): Span | undefined {
          const last = BigInt.asUintN(64, start + length - 1n);
          return length !== 0n && last < start ? { start: last, last: start } : super.span(start, length);
        }
      },
    }),
  },
  {
    id: "INTV-03-x3",
    title: "looks for users before it looks at the interval",
    violates: ["INTV-03"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insertCore(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          return yield* super.insertCore(s, mm, start, this.isAlive(mm) ? length : 1n);
        }
      },
    }),
  },
  {
    id: "INTV-03-x4",
    title: "looks at the interval before it registers",
    violates: ["INTV-03"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insert(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          if (this.span(start, length) === undefined) return "EOVERFLOW";
          return yield* super.insert(s, mm, start, length);
        }
      },
    }),
  },
  {
    id: "INTV-03-x6",
    title: "takes lengths for signed numbers",
    violates: ["INTV-03"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override span(start: bigint, length: bigint): Span | undefined {
          return BigInt.asIntN(64, length) < 0n ? undefined : super.span(start, length);
        }
      },
    }),
  },
  {
    id: "INTV-14-x3",
    title: "keeps one tree for all address spaces",
    violates: ["INTV-14"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        private common: Subscriptions | undefined;
        override admit(s: IntervalSubscriber, mm: Mm, subs: Subscriptions, span: Span): Status {
          this.common ??= subs;
          return super.admit(s, mm, this.common, span);
        }
      },
    }),
  },
  {
    id: "INTV-04-x1",
    title: "inserts into an address space without users",
    violates: ["INTV-04"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override isAlive(): boolean {
          return true;
        }
      },
    }),
  },
  {
    id: "INTV-04-x2",
    title: "fails without a warning where there are no users",
    violates: ["INTV-04"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insertCore(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          if (this.span(start, length) !== undefined && !this.isAlive(mm)) return "EINVAL";
          return yield* super.insertCore(s, mm, start, length);
        }
      },
    }),
  },
  {
    id: "INTV-06-x1",
    title: "takes no reference for an interval",
    violates: ["INTV-06"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override admit(s: IntervalSubscriber, mm: Mm, subs: Subscriptions, span: Span): Status {
          const before = mm.count;
          const rc = super.admit(s, mm, subs, span);
          mm.count = before;
          return rc;
        }
      },
    }),
  },
  {
    id: "INTV-03-x5",
    title: "takes the reference before it looks at the interval, and keeps it when that fails",
    violates: ["INTV-03", "INTV-04"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insertCore(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          const rc = yield* super.insertCore(s, mm, start, length);
          if (rc !== 0) mm.grab();
          return rc;
        }
      },
    }),
  },
  {
    id: "INTV-06-x3",
    title: "drops no reference for an interval that never got into the tree",
    violates: ["INTV-06"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override unlink(s: IntervalSubscriber, subs: Subscriptions): "done" | "queued" | "rejected" {
          if (s.state === "pending-insert") s.mm?.grab();
          return super.unlink(s, subs);
        }
      },
    }),
  },
  {
    id: "INTV-06-x4",
    title: "drops the references of all intervals at exit",
    violates: ["INTV-06", "INTV-30"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *release(subs: Subscriptions, mm: Mm): Coroutine {
          yield* super.release(subs, mm);
          for (const _ of subs.itree) mm.drop();
        }
      },
    }),
  },
  {
    id: "INTV-33-x1",
    title: "keeps one interval for each range: an identical one replaces it",
    violates: ["INTV-33"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override place(subs: Subscriptions, s: IntervalSubscriber): void {
          const same = [...subs.itree].find((other) => other.start === s.start && other.last === s.last);
          if (same !== undefined) subs.removeInterval(same);
          super.place(subs, s);
        }
      },
    }),
  },
];
