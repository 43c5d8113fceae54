import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of the switch to interval mode, as register sees it. */
export const switchMutants: readonly MutantRow[] = [
  {
    id: "MUT-134",
    title: "registering nothing takes a structure reference",
    violates: ["REG-05"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *registerLocked(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
          const rc = yield* super.registerLocked(subscriber, mm);
          if (rc === 0 && subscriber === undefined) mm.grab();
          return rc;
        }
      },
    }),
  },
  {
    id: "REG-05-x1",
    title: "registering nothing makes a new state each time",
    violates: ["REG-05"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *registerLocked(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
          if (subscriber === undefined) mm.subscriptions = undefined;
          return yield* super.registerLocked(subscriber, mm);
        }
      },
    }),
  },
  {
    id: "REG-05-x2",
    title: "the second time it refuses",
    violates: ["REG-05"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *registerLocked(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
          if (subscriber === undefined && mm.subscriptions?.hasItree === true) return "EINVAL";
          return yield* super.registerLocked(subscriber, mm);
        }
      },
    }),
  },
  {
    id: "REG-05-x3",
    title: "switches the mode on although a signal came",
    violates: ["REG-05"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *registerLocked(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
          const rc = yield* super.registerLocked(subscriber, mm);
          if (rc !== "EINTR" || subscriber !== undefined) return rc;
          mm.subscriptions ??= this.makeState(mm);
          mm.subscriptions.hasItree = true;
          return rc;
        }
      },
    }),
  },
  {
    id: "REG-06-x1",
    title: "any registration switches interval mode on",
    violates: ["REG-06", "REG-08"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override makeState(mm: Mm): Subscriptions {
          const subs = super.makeState(mm);
          subs.hasItree = true;
          return subs;
        }
      },
    }),
  },
  {
    id: "REG-08-x1",
    title: "a fresh state begins with the sequence 0",
    violates: ["REG-08"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override makeState(mm: Mm): Subscriptions {
          const subs = super.makeState(mm);
          subs.seq = 0n;
          return subs;
        }
      },
    }),
  },
];
