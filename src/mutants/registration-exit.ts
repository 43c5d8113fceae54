import type { Coroutine } from "../kernel/point.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import { type NotifierRange, ULONG_MAX } from "../notifier/range.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";
import { until } from "./until.ts";

function everything(mm: Mm, blockable: boolean): NotifierRange {
  return { mm, start: 0n, end: ULONG_MAX, blockable, kind: "RELEASE" };
}

/** Wrong implementations of the release step of exit. */
export const exitMutants: readonly MutantRow[] = [
  {
    id: "REG-14-x1",
    title: "exit and unregister wait for one another",
    violates: ["REG-14"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        private readonly busy = { exit: false, unregister: false };
        override *unregister(subscriber: ListSubscriber): Coroutine {
          this.busy.unregister = true;
          yield* super.unregister(subscriber);
          this.busy.unregister = false;
        }
        override *releaseAll(subs: Subscriptions, mm: Mm): Coroutine {
          this.busy.exit = true;
          yield* super.releaseAll(subs, mm);
          this.busy.exit = false;
        }
        override *waitAfterUnregister(): Coroutine {
          const ready = () => !this.busy.exit;
          yield until({ kind: "grace_period" }, ready);
        }
        override *waitAfterExit(): Coroutine {
          const ready = () => !this.busy.unregister;
          yield until({ kind: "grace_period" }, ready);
        }
      },
    }),
  },
  {
    id: "REG-15-x1",
    title: "exit releases the list before the intervals",
    violates: ["REG-15"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *release(mm: Mm): Coroutine {
          const subs = mm.subscriptions;
          if (subs?.head !== undefined) yield* this.registry.releaseAll(subs, mm);
          if (subs?.hasItree === true) yield* this.intervals.release(subs, mm);
        }
      },
    }),
  },
  {
    id: "REG-15-x2",
    title: "exit closes the intervals' section only after the list is released",
    violates: ["REG-15"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *release(mm: Mm): Coroutine {
          const subs = mm.subscriptions;
          if (subs === undefined) return;
          if (subs.hasItree) yield* this.intervals.invalidate(subs, everything(mm, true));
          if (subs.head !== undefined) yield* this.registry.releaseAll(subs, mm);
          if (subs.hasItree) yield* this.intervals.close(subs, true);
        }
      },
    }),
  },
  {
    id: "REG-15-x3",
    title: "the intervals' section of exit is not blockable",
    violates: ["REG-15"],
    origin: "plausible",
    parts: ({ Intervals }) => ({
      Intervals: class extends Intervals {
        override *release(subs: Subscriptions, mm: Mm): Coroutine {
          yield* this.invalidate(subs, everything(mm, false));
          yield* this.close(subs, true);
        }
      },
    }),
  },
  {
    id: "REG-15-x4",
    title: "exit releases only the newest subscriber",
    violates: ["REG-15"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *releaseAll(subs: Subscriptions, mm: Mm): Coroutine {
          const { head } = subs;
          if (head === undefined) return;
          yield* this.callRelease(head, mm);
          yield subs.lock.acquire;
          while (subs.head !== undefined) this.parts.chain.unlink(subs, subs.head);
          subs.lock.release();
          yield* this.waitAfterExit();
        }
      },
    }),
  },
  {
    id: "REG-16-x1",
    title: "exit leaves the subscribers on the list",
    violates: ["REG-16"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *releaseAll(subs: Subscriptions, mm: Mm): Coroutine {
          for (let at = subs.head; at !== undefined; at = at.next) yield* this.callRelease(at, mm);
          yield* this.waitAfterExit();
        }
      },
    }),
  },
];
