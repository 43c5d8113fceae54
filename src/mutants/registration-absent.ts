import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import { callback } from "../notifier/callback.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations that cannot bear a callback's absence. */
export const absentCallbackMutants: readonly MutantRow[] = [
  {
    id: "REG-33-x1",
    title: "ends the walk at the first subscriber that has no end callback",
    violates: ["REG-33"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *callEnds(subs: Subscriptions, range: NotifierRange): Coroutine {
          for (let at = subs.head; at?.ops.invalidate_range_end !== undefined; at = at.next) {
            yield* this.callEnd(at, range);
          }
        }
      },
    }),
  },
  {
    id: "REG-33-x2",
    title: "takes an absent young callback for a yes",
    violates: ["REG-33"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *callYoung(
          subscriber: ListSubscriber,
          name: "clear_flush_young" | "clear_young" | "test_young",
          mm: Mm,
          start: bigint,
          end: bigint,
        ): Coroutine<boolean> {
          if (subscriber.ops[name] === undefined) return true;
          return yield* super.callYoung(subscriber, name, mm, start, end);
        }
      },
    }),
  },
  {
    id: "REG-33-x3",
    title: "calls a release that is absent",
    violates: ["REG-33"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *callRelease(subscriber: ListSubscriber, mm: Mm): Coroutine {
          if (subscriber.ops.release !== undefined) yield* super.callRelease(subscriber, mm);
          else yield* callback(this.kernel, subscriber, "release", { mm }, function* () {});
        }
      },
    }),
  },
  {
    id: "REG-33-x4",
    title: "a non-blocking start fails where somebody has no start callback",
    violates: ["REG-33"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *start(subs: Subscriptions, range: NotifierRange): Coroutine<Status> {
          const rc = yield* super.start(subs, range);
          const lacking = subs.head?.ops.invalidate_range_start === undefined;
          return rc === 0 && lacking && !range.blockable ? "EAGAIN" : rc;
        }
      },
    }),
  },
];
