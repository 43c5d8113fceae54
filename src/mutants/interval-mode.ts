import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { IntervalSubscriber } from "../notifier/interval-subscriber.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import { SECTION_CLASS } from "../notifier/lock-class.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of switching interval mode on, and of the form for callers with the lock. */
export const intervalModeMutants: readonly MutantRow[] = [
  {
    id: "INTV-01-x1",
    title: "registers, and so takes mmap_lock, for every insert",
    violates: ["INTV-01", "REG-05", "REG-06"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insert(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          const rc = yield* this.registry.register(undefined, mm);
          return rc === 0 ? yield* super.insert(s, mm, start, length) : rc;
        }
      },
    }),
  },
  {
    id: "INTV-01-x2",
    title: "switches interval mode on only where there is no subscription state at all",
    violates: ["INTV-01"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insert(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          if (mm.subscriptions !== undefined) return yield* this.insertCore(s, mm, start, length);
          return yield* super.insert(s, mm, start, length);
        }
      },
    }),
  },
  {
    id: "INTV-05-x1",
    title: "turns every error of the registration into EINVAL",
    violates: ["INTV-05"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insert(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          const rc = yield* super.insert(s, mm, start, length);
          return rc === "ENOMEM" || rc === "EINTR" ? "EINVAL" : rc;
        }
      },
    }),
  },
  {
    id: "INTV-05-x2",
    title: "inserts although the registration failed",
    violates: ["INTV-05"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insert(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          const rc = yield* super.insert(s, mm, start, length);
          const failed = rc === "ENOMEM" || rc === "EINTR";
          return failed && mm.subscriptions !== undefined ? yield* this.insertCore(s, mm, start, length) : rc;
        }
      },
    }),
  },
  {
    id: "MUT-135",
    title: "switches interval mode on while sections are open",
    violates: ["INTV-01", "INTV-45", "REG-05", "REG-37"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *register(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
          if (subscriber !== undefined) return yield* super.register(subscriber, mm);
          mm.subscriptions ??= this.makeState(mm);
          mm.subscriptions.hasItree = true;
          return 0;
        }
      },
    }),
  },
  {
    id: "INTV-45-x1",
    title: "counts sections from the first registration on, but lowers the count only in interval mode",
    violates: ["INTV-45"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *startParts(range: NotifierRange): Coroutine<Status> {
          const subs = range.mm.subscriptions;
          if (subs !== undefined && !subs.hasItree) subs.active += 1;
          return yield* super.startParts(range);
        }
      },
    }),
  },
  {
    id: "INTV-29-x1",
    title: "tells lockdep of mmap_lock only where insert takes it",
    violates: ["INTV-29"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insert(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          if (mm.subscriptions?.hasItree !== true) return yield* super.insert(s, mm, start, length);
          return yield* this.insertCore(s, mm, start, length);
        }
      },
    }),
  },
  {
    id: "INTV-29-x2",
    title: "tells lockdep of an insert as if it were a section",
    violates: ["INTV-29"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insert(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          const thread = this.kernel.current;
          this.kernel.lockdep.acquire(thread, SECTION_CLASS);
          const rc = yield* super.insert(s, mm, start, length);
          this.kernel.lockdep.release(thread, SECTION_CLASS);
          return rc;
        }
      },
    }),
  },
  {
    id: "INTV-42-x1",
    title: "insert_locked does not look whether the lock is held",
    violates: ["INTV-42", "INTV-29"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insertLocked(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          return yield* mm.subscriptions?.hasItree === true
            ? this.insertCore(s, mm, start, length)
            : super.insertLocked(s, mm, start, length);
        }
      },
    }),
  },
  {
    id: "INTV-42-x2",
    title: "insert_locked takes mmap_lock itself",
    violates: ["INTV-42"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insertLocked(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          mm.mmapLock.assertHeld("write", "mmu_interval_notifier_insert_locked");
          return yield* this.insert(s, mm, start, length);
        }
      },
    }),
  },
  {
    id: "INTV-42-x3",
    title: "insert_locked lets go of its caller's mmap_lock",
    violates: ["INTV-42"],
    origin: "plausible",
    parts: ({ IntervalRegistry }) => ({
      IntervalRegistry: class extends IntervalRegistry {
        override *insertLocked(s: IntervalSubscriber, mm: Mm, start: bigint, length: bigint): Coroutine<Status> {
          const rc = yield* super.insertLocked(s, mm, start, length);
          mm.mmapLock.up();
          return rc;
        }
      },
    }),
  },
];
