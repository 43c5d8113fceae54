import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { ListOps, ListSubscriber } from "../notifier/list-subscriber.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of register. */
export const registerMutants: readonly MutantRow[] = [
  {
    id: "REG-01-x1",
    title: "register leaves mmap_lock alone",
    violates: ["REG-01"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *register(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
          return yield* this.registerLocked(subscriber, mm);
        }
        override checkLocked(): void {}
      },
    }),
  },
  {
    id: "REG-01-x2",
    title: "the locked form lets go of its caller's mmap_lock",
    violates: ["REG-01"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *registerLocked(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
          const rc = yield* super.registerLocked(subscriber, mm);
          if (rc === 0) mm.mmapLock.downgrade();
          return rc;
        }
      },
    }),
  },
  {
    id: "REG-01-x3",
    title: "the locked form does not look whether mmap_lock is held",
    violates: ["REG-01"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override checkLocked(): void {}
      },
    }),
  },
  {
    id: "REG-01-x4",
    title: "get takes mmap_lock for read",
    violates: ["REG-01"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *get(ops: ListOps, mm: Mm): Coroutine<ListSubscriber | Status> {
          yield* mm.mmapLock.down("read");
          const found = yield* this.getLocked(ops, mm);
          mm.mmapLock.up();
          return found;
        }
        override checkLocked(): void {}
      },
    }),
  },
  {
    id: "REG-01-x5",
    title: "register does not take mmap_lock if its thread has it already",
    violates: ["REG-01"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *register(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
          const held = mm.mmapLock.modeOf(this.kernel.current) !== undefined;
          return yield* held ? this.registerLocked(subscriber, mm) : super.register(subscriber, mm);
        }
      },
    }),
  },
  {
    id: "REG-02-x1",
    title: "register takes an address space without users",
    violates: ["REG-02"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override checkUsers(): void {}
      },
    }),
  },
  {
    id: "REG-02-x2",
    title: "register looks for users only before it waits for the locks",
    violates: ["REG-02"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        private begun = 0;
        override checkUsers(mm: Mm): void {
          this.begun += 1;
          if (this.begun % 2 === 1) super.checkUsers(mm);
        }
      },
    }),
  },
  {
    id: "REG-03-x1",
    title: "register takes no structure reference",
    violates: ["REG-03", "REG-12"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *linkNew(subscriber: ListSubscriber, mm: Mm, subs: Subscriptions): Coroutine {
          yield* super.linkNew(subscriber, mm, subs);
          mm.drop();
        }
      },
    }),
  },
  {
    id: "REG-03-x2",
    title: "a registration that fails keeps the structure reference",
    violates: ["REG-03"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *registerLocked(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
          const rc = yield* super.registerLocked(subscriber, mm);
          if (rc !== 0 && subscriber !== undefined) mm.grab();
          return rc;
        }
      },
    }),
  },
  {
    id: "REG-03-x3",
    title: "register leaves the user count at 0",
    violates: ["REG-03", "REG-40"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *linkNew(subscriber: ListSubscriber, mm: Mm, subs: Subscriptions): Coroutine {
          yield* super.linkNew(subscriber, mm, subs);
          subscriber.users = 0;
        }
      },
    }),
  },
  {
    id: "REG-04-x1",
    title: "links a new subscriber at the tail",
    violates: ["REG-04"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override link(subs: Subscriptions, subscriber: ListSubscriber): void {
          let last = subs.head;
          while (last?.next !== undefined) last = last.next;
          if (last === undefined) {
            super.link(subs, subscriber);
            return;
          }
          last.next = subscriber;
          subscriber.next = undefined;
          subscriber.linked = true;
        }
      },
    }),
  },
  {
    id: "REG-07-x1",
    title: "publishes the fresh state before it has the locks",
    violates: ["REG-07"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override makeState(mm: Mm): Subscriptions {
          mm.subscriptions = super.makeState(mm);
          return mm.subscriptions;
        }
      },
    }),
  },
  {
    id: "REG-07-x2",
    title: "keeps the locks that it had when the signal came",
    violates: ["REG-07"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *takeAllLocks(mm: Mm): Coroutine<boolean> {
          const taken = yield* super.takeAllLocks(mm);
          if (!taken) yield* mm.rmapLock.down("write");
          return taken;
        }
      },
    }),
  },
  {
    id: "REG-07-x3",
    title: "forgets mmap_lock when the state cannot be allocated",
    violates: ["REG-07"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *register(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
          yield* mm.mmapLock.down("write");
          const rc = yield* this.registerLocked(subscriber, mm);
          if (rc !== "ENOMEM") mm.mmapLock.up();
          return rc;
        }
      },
    }),
  },
  {
    id: "MUT-110",
    title: "accepts a subscriber that is a secondary TLB and watches ranges",
    violates: ["REG-09"],
    origin: "plausible",
    parts: ({ policy }) => ({ policy: (profile) => ({ ...policy(profile), rejectsMixedSecondary: false }) }),
  },
  {
    id: "REG-09-x1",
    title: "overlooks that a range end makes a range subscriber too",
    violates: ["REG-09"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override refusesMixed(ops: ListOps): boolean {
          return ops.invalidate_range_start !== undefined && super.refusesMixed(ops);
        }
      },
    }),
  },
  {
    id: "REG-09-x2",
    title: "warns at every refusal",
    violates: ["REG-09"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        private refused = 0;
        override refusesMixed(ops: ListOps): boolean {
          const refuses = super.refusesMixed(ops);
          if (refuses) this.refused += 1;
          if (refuses && this.refused > 1) this.kernel.warn("a subscriber has both kinds of callbacks");
          return refuses;
        }
      },
    }),
  },
  {
    id: "REG-09-x3",
    title: "refuses every secondary TLB",
    violates: ["REG-09"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override refusesMixed(ops: ListOps): boolean {
          return this.policy.rejectsMixedSecondary && ops.arch_invalidate_secondary_tlbs !== undefined;
        }
      },
    }),
  },
];
