import type { Coroutine } from "../kernel/point.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong counting of users and structures, and wrong care of the notifier state. */
export const mmReferenceMutants: readonly MutantRow[] = [
  {
    id: "MM-01-x1",
    title: "every user owns a structure reference of its own, and its drop takes one",
    violates: ["MM-01"],
    origin: "plausible",
    parts: ({ ExitPath }) => ({
      ExitPath: class extends ExitPath {
        override *mmput(mm: Mm): Coroutine {
          const others = mm.users > 1;
          yield* super.mmput(mm);
          if (others) mm.drop();
        }
      },
    }),
  },
  {
    id: "MM-01-x2",
    title: "the end of the last user frees the structure, whoever else holds it",
    violates: ["MM-01"],
    origin: "plausible",
    parts: ({ ExitPath }) => ({
      ExitPath: class extends ExitPath {
        override *exit(mm: Mm): Coroutine {
          yield* super.exit(mm);
          while (mm.count > 0) mm.drop();
        }
      },
    }),
  },
  {
    id: "MM-02-x1",
    title: "the last user is counted until the exit path is over",
    violates: ["MM-02"],
    origin: "plausible",
    parts: ({ ExitPath }) => ({
      ExitPath: class extends ExitPath {
        override *mmput(mm: Mm): Coroutine {
          if (mm.users !== 1) {
            yield* super.mmput(mm);
            return;
          }
          yield* this.exit(mm);
          mm.users -= 1;
        }
      },
    }),
  },
  {
    id: "MM-02-x2",
    title: "taking a user never fails",
    violates: ["MM-02"],
    origin: "plausible",
    parts: ({ MmStruct }) => ({
      MmStruct: class<S> extends MmStruct<S> {
        override getNotZero(): boolean {
          this.users += 1;
          return true;
        }
      },
    }),
  },
  {
    id: "MM-05-x1",
    title: "the notifier state goes with the last subscriber on the list",
    violates: ["MM-05"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override afterUnregister(subscriber: ListSubscriber, mm: Mm): void {
          super.afterUnregister(subscriber, mm);
          if (mm.subscriptions?.head === undefined) mm.subscriptions = undefined;
        }
      },
    }),
  },
  {
    id: "MM-05-x2",
    title: "the notifier state is destroyed without a look at its list",
    violates: ["MM-05"],
    origin: "plausible",
    parts: ({ MmStruct }) => ({
      MmStruct: class<S> extends MmStruct<S> {
        override drop(): void {
          this.onFree = undefined;
          super.drop();
        }
      },
    }),
  },
  {
    id: "MM-06-x1",
    title: "a device faults with no more than its structure reference",
    violates: ["MM-06"],
    origin: "plausible",
    parts: ({ Mirror, Shadow }) => ({
      Mirror: class extends Mirror {
        override takeUser(): boolean {
          return true;
        }
        override *dropUser(): Coroutine {}
      },
      Shadow: class extends Shadow {
        override takeUser(): boolean {
          return true;
        }
        override *dropUser(): Coroutine {}
      },
    }),
  },
  {
    id: "MM-20-x1",
    title: "a mirror drops its user reference under its lock",
    violates: ["MM-20"],
    origin: "history",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *dropUser(): Coroutine {
          yield* this.lock.lock();
          yield* super.dropUser();
          this.lock.unlock();
        }
      },
    }),
  },
  {
    id: "MM-20-x2",
    title: "a shadow device drops its user reference under its lock",
    violates: ["MM-20"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override *dropUser(): Coroutine {
          yield this.lock.acquire;
          yield* super.dropUser();
          this.lock.release();
        }
      },
    }),
  },
];
