import type { Coroutine } from "../kernel/point.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of unregister. */
export const unregisterMutants: readonly MutantRow[] = [
  {
    id: "MUT-104",
    title: "unregister does not call release",
    violates: ["REG-10"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *releaseAndUnlink(subscriber: ListSubscriber, _mm: Mm, subs: Subscriptions): Coroutine {
          yield subs.lock.acquire;
          this.parts.chain.unlink(subs, subscriber);
          subs.lock.release();
        }
      },
    }),
  },
  {
    id: "REG-10-x1",
    title: "unregister unlinks first and calls release then",
    violates: ["REG-10", "REG-14"],
    origin: "history",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *releaseAndUnlink(subscriber: ListSubscriber, mm: Mm, subs: Subscriptions): Coroutine {
          yield subs.lock.acquire;
          this.parts.chain.unlink(subs, subscriber);
          subs.lock.release();
          yield* this.callRelease(subscriber, mm);
        }
      },
    }),
  },
  {
    id: "REG-10-x2",
    title: "unregister calls release outside the read section, so exit does not wait for it",
    violates: ["REG-10", "REG-14"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *releaseAndUnlink(subscriber: ListSubscriber, mm: Mm, subs: Subscriptions): Coroutine {
          yield* this.callRelease(subscriber, mm);
          yield subs.lock.acquire;
          this.parts.chain.unlink(subs, subscriber);
          subs.lock.release();
        }
      },
    }),
  },
  {
    id: "REG-10-x3",
    title: "unregister forgets to unlink a subscriber that has no release",
    violates: ["REG-10"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override needsRelease(subscriber: ListSubscriber, subs: Subscriptions): boolean {
          return subscriber.ops.release !== undefined && super.needsRelease(subscriber, subs);
        }
      },
    }),
  },
  {
    id: "REG-11-x1",
    title: "unregister waits for nobody",
    violates: ["REG-11", "REG-14", "REG-38"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *waitAfterUnregister(): Coroutine {}
      },
    }),
  },
  {
    id: "REG-11-x2",
    title: "unregister waits before it unlinks, so that callbacks can begin meanwhile",
    violates: ["REG-11"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *releaseAndUnlink(subscriber: ListSubscriber, mm: Mm, subs: Subscriptions): Coroutine {
          yield* super.waitAfterUnregister();
          yield* super.releaseAndUnlink(subscriber, mm, subs);
        }
        override *waitAfterUnregister(): Coroutine {}
      },
    }),
  },
  {
    id: "MUT-132",
    title: "unregister drops no reference if exit has unlinked the subscriber",
    violates: ["REG-12"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override afterUnregister(subscriber: ListSubscriber, mm: Mm): void {
          if (mm.users > 0) super.afterUnregister(subscriber, mm);
        }
      },
    }),
  },
  {
    id: "REG-12-x1",
    title: "unregister drops a user instead of the structure reference",
    violates: ["REG-12"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override afterUnregister(subscriber: ListSubscriber, mm: Mm): void {
          subscriber.freed = true;
          mm.users -= 1;
        }
      },
    }),
  },
  {
    id: "REG-13-x1",
    title: "unregister calls release whether or not exit has done so",
    violates: ["REG-13"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override needsRelease(): boolean {
          return true;
        }
      },
    }),
  },
  {
    id: "REG-18-x1",
    title: "unregister waits until no section is open",
    violates: ["REG-18"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *unregister(subscriber: ListSubscriber): Coroutine {
          const { mm } = subscriber;
          if (mm !== undefined) yield* mm.mmapLock.down("write");
          yield* super.unregister(subscriber);
          mm?.mmapLock.up();
        }
      },
    }),
  },
  {
    id: "REG-18-x2",
    title: "an end goes to everybody who got the start, also to those who have left",
    violates: ["REG-18"],
    origin: "plausible",
    parts: ({ Chain }) => {
      const started = new WeakMap<NotifierRange, ListSubscriber[]>();
      return {
        Chain: class extends Chain {
          override *callStart(subscriber: ListSubscriber, range: NotifierRange) {
            started.set(range, [...(started.get(range) ?? []), subscriber]);
            return yield* super.callStart(subscriber, range);
          }
          override *callEnds(_subs: Subscriptions, range: NotifierRange): Coroutine {
            for (const subscriber of started.get(range) ?? []) yield* this.callEnd(subscriber, range);
          }
          override unlink(subs: Subscriptions, subscriber: ListSubscriber): void {
            super.unlink(subs, subscriber);
            // Somebody has to be on the list for the walk to happen at all.
            subs.head ??= subscriber;
          }
        },
      };
    },
  },
  {
    id: "REG-18-x3",
    title: "ends walk a copy of the list, and unregister waits only for its own subscriber",
    violates: ["REG-18"],
    origin: "plausible",
    parts: ({ Chain, Registry }) => ({
      Chain: class extends Chain {
        override *callEnds(subs: Subscriptions, range: NotifierRange): Coroutine {
          const copy: ListSubscriber[] = [];
          for (let at = subs.head; at !== undefined; at = at.next) copy.push(at);
          for (const subscriber of copy) yield* this.callEnd(subscriber, range);
        }
      },
      Registry: class extends Registry {
        override *waitAfterUnregister(): Coroutine {}
      },
    }),
  },
  {
    id: "REG-19-x1",
    title: "a second unregister silently drops a second reference",
    violates: ["REG-19"],
    origin: "upstream",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override refusesUnregister(): boolean {
          return false;
        }
      },
    }),
  },
  {
    id: "REG-19-x2",
    title: "unregister does not mind that a get is outstanding",
    violates: ["REG-19"],
    origin: "upstream",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override refusesUnregister(subscriber: ListSubscriber): boolean {
          return !subscriber.registered && super.refusesUnregister(subscriber);
        }
      },
    }),
  },
  {
    id: "REG-38-x1",
    title: "unregister and synchronize do not wait for a callback of their own thread",
    violates: ["REG-38"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *waitAfterUnregister(): Coroutine {
          if (this.kernel.current.readSections === 0) yield* super.waitAfterUnregister();
        }
        override *synchronize(): Coroutine {
          if (this.kernel.current.readSections === 0) yield* super.synchronize();
        }
      },
    }),
  },
];
