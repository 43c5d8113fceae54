import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { ListOps, ListSubscriber } from "../notifier/list-subscriber.ts";
import { MAX_USERS } from "../notifier/registry.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of get. */
export const getMutants: readonly MutantRow[] = [
  {
    id: "MUT-108",
    title: "get compares callback tables by their contents",
    violates: ["REG-20"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override isSameTable(a: ListOps, b: ListOps): boolean {
          return Object.keys(a).join() === Object.keys(b).join();
        }
      },
    }),
  },
  {
    id: "REG-20-x1",
    title: "get does not count the second user",
    violates: ["REG-20"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override oneMoreUser(subscriber: ListSubscriber): ListSubscriber {
          return subscriber;
        }
      },
    }),
  },
  {
    id: "REG-20-x2",
    title: "get makes a new object each time",
    violates: ["REG-20", "REG-41"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override isSameTable(): boolean {
          return false;
        }
      },
    }),
  },
  {
    id: "REG-20-x3",
    title: "get finds the table's subscriber in any address space",
    violates: ["REG-20"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        private readonly byTable = new Map<ListOps, ListSubscriber>();
        override *getLocked(ops: ListOps, mm: Mm): Coroutine<ListSubscriber | Status> {
          const known = this.byTable.get(ops);
          if (known?.linked === true) return this.oneMoreUser(known);
          const found = yield* super.getLocked(ops, mm);
          if (typeof found === "object") this.byTable.set(ops, found);
          return found;
        }
      },
    }),
  },
  {
    id: "REG-21-x1",
    title: "get calls every error of the allocator ENOMEM",
    violates: ["REG-21"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *getLocked(ops: ListOps, mm: Mm): Coroutine<ListSubscriber | Status> {
          const found = yield* super.getLocked(ops, mm);
          return found === "EBUSY" ? "ENOMEM" : found;
        }
      },
    }),
  },
  {
    id: "MUT-133",
    title: "get forgets free_notifier when its registration fails",
    violates: ["REG-21"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *discard(): Coroutine {}
      },
    }),
  },
  {
    id: "REG-21-x2",
    title: "a get that fails has the object freed after a grace period",
    violates: ["REG-21"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *discard(subscriber: ListSubscriber): Coroutine {
          const free = this.callFree.bind(this);
          yield* this.parts.frees.queue(() => free(subscriber));
        }
      },
    }),
  },
  {
    id: "REG-21-x3",
    title: "a get that fails drops a structure reference that it never took",
    violates: ["REG-21"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *discard(subscriber: ListSubscriber, mm: Mm): Coroutine {
          yield* super.discard(subscriber, mm);
          mm.drop();
        }
      },
    }),
  },
  {
    id: "REG-21-x4",
    title: "a get that fails lets go of mmap_lock before it frees the object",
    violates: ["REG-21"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *discard(subscriber: ListSubscriber, mm: Mm): Coroutine {
          mm.mmapLock.downgrade();
          yield* super.discard(subscriber, mm);
        }
      },
    }),
  },
  {
    id: "REG-22-x1",
    title: "the user count wraps",
    violates: ["REG-22"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override oneMoreUser(subscriber: ListSubscriber): ListSubscriber {
          subscriber.users = (subscriber.users + 1) % (MAX_USERS + 1);
          return subscriber;
        }
      },
    }),
  },
  {
    id: "REG-22-x2",
    title: "get counts the user that it refuses",
    violates: ["REG-22"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override oneMoreUser(subscriber: ListSubscriber): ListSubscriber | Status {
          const found = super.oneMoreUser(subscriber);
          if (found === "EOVERFLOW") subscriber.users = 0;
          return found;
        }
      },
    }),
  },
  {
    id: "REG-28-x1",
    title: "get finds an object that only waits for its grace period",
    violates: ["REG-28"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        private readonly leaving = new Set<ListSubscriber>();
        override *freeLater(subscriber: ListSubscriber, mm: Mm): Coroutine {
          this.leaving.add(subscriber);
          yield* super.freeLater(subscriber, mm);
        }
        override *find(ops: ListOps, mm: Mm): Coroutine<ListSubscriber | Status | undefined> {
          const known = [...this.leaving].find((one) => !one.freed && one.mm === mm && one.ops === ops);
          return known ?? (yield* super.find(ops, mm));
        }
      },
    }),
  },
  {
    id: "REG-41-x1",
    title: "get finds only what get has made",
    violates: ["REG-41"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        private readonly own = new Set<ListSubscriber>();
        override *getLocked(ops: ListOps, mm: Mm): Coroutine<ListSubscriber | Status> {
          const found = yield* super.getLocked(ops, mm);
          if (typeof found === "object") this.own.add(found);
          return found;
        }
        override *find(ops: ListOps, mm: Mm): Coroutine<ListSubscriber | Status | undefined> {
          const registered = mm.subscriptions?.head;
          if (registered === undefined || !this.own.has(registered)) return undefined;
          return yield* super.find(ops, mm);
        }
      },
    }),
  },
  {
    id: "REG-41-x2",
    title: "get finds the oldest of several with the same table",
    violates: ["REG-41"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *find(ops: ListOps, mm: Mm): Coroutine<ListSubscriber | Status | undefined> {
          let oldest: ListSubscriber | undefined;
          for (let at = mm.subscriptions?.head; at !== undefined; at = at.next) if (at.ops === ops) oldest = at;
          return oldest === undefined ? yield* super.find(ops, mm) : this.oneMoreUser(oldest);
        }
      },
    }),
  },
];
