import type { Coroutine } from "../kernel/point.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong implementations of start/end pairing. */
export const pairingMutants: readonly MutantRow[] = [
  {
    id: "MUT-01",
    title: "skips every end when any start fails",
    violates: ["PAIR-08", "PAIR-10"],
    origin: "history",
    parts: ({ policy }) => ({ policy: (profile) => ({ ...policy(profile), endsAfterFailure: "none" }) }),
  },
  {
    id: "MUT-03",
    title: "after a failure ends only those called before the failing one",
    violates: ["PAIR-08"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *callEnds(subs: Subscriptions, range: NotifierRange): Coroutine {
          for (let at = subs.head; at !== undefined; at = at.next) {
            if (range.blockable || at.ops.invalidate_range_start === undefined) yield* this.callEnd(at, range);
            else return;
          }
        }
      },
    }),
  },
];
