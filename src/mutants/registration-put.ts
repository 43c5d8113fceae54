import type { Coroutine } from "../kernel/point.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";
import { until } from "./until.ts";

/** Wrong implementations of put, and of the frees that it leaves behind. */
export const putMutants: readonly MutantRow[] = [
  {
    id: "MUT-90",
    title: "the last put frees at once, whoever is still inside",
    violates: ["REG-23", "REG-25", "REG-26", "REG-28", "REG-40"],
    origin: "plausible",
    parts: ({ DeferredFrees }) => ({
      DeferredFrees: class extends DeferredFrees {
        override *queue(work: () => Coroutine): Coroutine {
          yield* work();
        }
      },
    }),
  },
  {
    id: "REG-23-x1",
    title: "put waits for the running callbacks itself",
    violates: ["REG-23", "REG-26", "REG-27", "REG-38"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *freeLater(subscriber: ListSubscriber, mm: Mm): Coroutine {
          yield* this.kernel.srcu.synchronize();
          yield* this.freeAndDrop(subscriber, mm);
        }
      },
    }),
  },
  {
    id: "REG-23-x2",
    title: "every put is the last",
    violates: ["REG-20", "REG-23", "REG-41"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override oneUserLess(subscriber: ListSubscriber): boolean {
          if (subscriber.users > 1) subscriber.users = 1;
          return super.oneUserLess(subscriber);
        }
      },
    }),
  },
  {
    id: "REG-23-x3",
    title: "the last put does not drop the structure reference",
    violates: ["REG-23", "REG-30", "REG-40"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *freeAndDrop(subscriber: ListSubscriber): Coroutine {
          yield* this.callFree(subscriber);
        }
      },
    }),
  },
  {
    id: "REG-23-x4",
    title: "the last put leaves the object on the list until it is freed",
    violates: ["REG-23"],
    origin: "plausible",
    parts: ({ Chain, Registry }) => ({
      Chain: class extends Chain {
        override unlink(subs: Subscriptions, subscriber: ListSubscriber): void {
          if (subscriber.users > 0) super.unlink(subs, subscriber);
        }
      },
      Registry: class extends Registry {
        override *freeAndDrop(subscriber: ListSubscriber, mm: Mm): Coroutine {
          const subs = mm.subscriptions;
          if (subs !== undefined) {
            yield subs.lock.acquire;
            subscriber.users = 1;
            this.parts.chain.unlink(subs, subscriber);
            subscriber.users = 0;
            subs.lock.release();
          }
          yield* super.freeAndDrop(subscriber, mm);
        }
      },
    }),
  },
  {
    id: "REG-24-x1",
    title: "the last put calls release, as unregister does",
    violates: ["REG-24", "REG-40"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *freeLater(subscriber: ListSubscriber, mm: Mm): Coroutine {
          yield* this.callRelease(subscriber, mm);
          yield* super.freeLater(subscriber, mm);
        }
      },
    }),
  },
  {
    id: "REG-25-x1",
    title: "a put without users is taken for the last one",
    violates: ["REG-25"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override oneUserLess(subscriber: ListSubscriber): boolean {
          if (subscriber.users > 0) return super.oneUserLess(subscriber);
          this.kernel.warn(`put of ${subscriber.name}, which has no users`);
          return true;
        }
      },
    }),
  },
  {
    id: "REG-25-x2",
    title: "a put without users goes unnoticed",
    violates: ["REG-25"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override oneUserLess(subscriber: ListSubscriber): boolean {
          return subscriber.users > 0 && super.oneUserLess(subscriber);
        }
      },
    }),
  },
  {
    id: "REG-26-x1",
    title: "free_notifier is called where it may sleep",
    violates: ["REG-26"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *callFree(subscriber: ListSubscriber): Coroutine {
          const thread = this.kernel.current;
          thread.atomic -= 1;
          yield* super.callFree(subscriber);
          thread.atomic += 1;
        }
      },
    }),
  },
  {
    id: "REG-26-x2",
    title: "the last put leaves the object on the list for ever",
    violates: ["REG-26"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *put(subscriber: ListSubscriber): Coroutine {
          const { mm } = subscriber;
          if (mm !== undefined && this.oneUserLess(subscriber)) yield* this.freeLater(subscriber, mm);
        }
      },
    }),
  },
  {
    id: "REG-27-x1",
    title: "put of a subscriber that exit has unlinked does nothing",
    violates: ["REG-24", "REG-27", "REG-30"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *put(subscriber: ListSubscriber): Coroutine {
          if (subscriber.linked) yield* super.put(subscriber);
        }
      },
    }),
  },
  {
    id: "REG-29-x1",
    title: "synchronize waits for a grace period, not for the frees",
    violates: ["REG-29"],
    origin: "upstream",
    parts: ({ DeferredFrees }) => ({
      DeferredFrees: class extends DeferredFrees {
        override *flush(): Coroutine {
          yield* this.kernel.srcu.synchronize();
        }
      },
    }),
  },
  {
    id: "REG-29-x2",
    title: "synchronize comes back at once",
    violates: ["REG-29", "REG-38"],
    origin: "plausible",
    parts: ({ DeferredFrees }) => ({
      DeferredFrees: class extends DeferredFrees {
        override *flush(): Coroutine {}
      },
    }),
  },
  {
    id: "REG-29-x3",
    title: "synchronize also waits for objects that are still in use",
    violates: ["REG-29"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        private readonly alive = new Set<ListSubscriber>();
        override *linkNew(subscriber: ListSubscriber, mm: Mm, subs: Subscriptions): Coroutine {
          this.alive.add(subscriber);
          yield* super.linkNew(subscriber, mm, subs);
        }
        override *synchronize(): Coroutine {
          const ready = () => [...this.alive].every((subscriber) => subscriber.freed);
          yield until({ kind: "grace_period" }, ready);
        }
      },
    }),
  },
  {
    id: "REG-30-x1",
    title: "the last put drops the structure reference before the object is freed",
    violates: ["REG-30"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *freeLater(subscriber: ListSubscriber, mm: Mm): Coroutine {
          yield* super.freeLater(subscriber, mm);
          mm.drop();
        }
        override *freeAndDrop(subscriber: ListSubscriber): Coroutine {
          yield* this.callFree(subscriber);
        }
      },
    }),
  },
  {
    id: "REG-30-x2",
    title: "the address space still has a user while its subscribers are released",
    violates: ["REG-30"],
    origin: "plausible",
    parts: ({ ExitPath }) => ({
      ExitPath: class extends ExitPath {
        override *exit(mm: Mm): Coroutine {
          mm.users = 1;
          yield* this.sections.release(mm);
          mm.users = 0;
          yield* this.unmapAll(mm);
          mm.drop();
        }
      },
    }),
  },
];
