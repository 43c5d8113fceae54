import type { Coroutine } from "../kernel/point.ts";
import type { ListSubscriber } from "../notifier/list-subscriber.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Who calls the secondary TLBs, and whom. */
export const secondaryTlbCallMutants: readonly MutantRow[] = [
  {
    id: "MUT-83",
    title: "the end of a section calls the secondary TLBs too",
    violates: ["STLB-04"],
    origin: "history",
    parts: ({ policy }) => ({
      policy: (profile) => ({
        ...policy(profile),
        secondary: { ...policy(profile).secondary, byEnd: policy(profile).secondary.callback !== undefined },
      }),
    }),
  },
  {
    id: "STLB-04-x1",
    title: "the secondary TLBs are told the section's range, not what was flushed",
    violates: ["STLB-04"],
    origin: "plausible",
    parts: ({ policy, Sections }) => ({
      policy: (profile) => ({ ...policy(profile), secondary: { ...policy(profile).secondary, byFlush: false } }),
      Sections: class extends Sections {
        override *endList(subs: Subscriptions, range: NotifierRange, onlyEnd = false): Coroutine {
          yield* super.endList(subs, range, onlyEnd);
          yield* this.chain.secondary(subs, range.mm, range.start, range.end);
        }
      },
    }),
  },
  {
    id: "STLB-09-x1",
    title: "the secondary-TLB callback runs as if it could sleep",
    violates: ["STLB-09"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *callSecondary(at: ListSubscriber, mm: Mm, start: bigint, end: bigint): Coroutine<boolean> {
          const thread = this.kernel.current;
          thread.atomic -= 1;
          const goOn = yield* super.callSecondary(at, mm, start, end);
          thread.atomic += 1;
          return goOn;
        }
      },
    }),
  },
  {
    id: "STLB-09-x2",
    title: "the walk over the secondary TLBs may sleep",
    violates: ["STLB-09"],
    origin: "plausible",
    parts: ({ SecondaryTlbs }) => ({
      SecondaryTlbs: class extends SecondaryTlbs {
        override *invalidate(mm: Mm, start: bigint, end: bigint): Coroutine {
          this.kernel.mightSleep("the walk over the secondary TLBs");
          yield* super.invalidate(mm, start, end);
        }
      },
    }),
  },
  {
    id: "STLB-16-x1",
    title: "only the first secondary TLB of the list is called",
    violates: ["STLB-16"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *secondary(subs: Subscriptions, mm: Mm, start: bigint, end: bigint): Coroutine {
          const name = this.policy.secondary.callback;
          for (let at = subs.head; at !== undefined; at = subs.after(at)) {
            yield* this.callSecondary(at, mm, start, end);
            if (name !== undefined && at.ops[name] !== undefined) return;
          }
        }
      },
    }),
  },
  {
    id: "STLB-16-x2",
    title: "a secondary TLB that was unlinked is still called",
    violates: ["STLB-16"],
    origin: "plausible",
    parts: ({ Chain, SecondaryTlbs }) => ({
      Chain: class extends Chain {
        private readonly known = new Set<ListSubscriber>();
        override link(subs: Subscriptions, subscriber: ListSubscriber): void {
          this.known.add(subscriber);
          super.link(subs, subscriber);
        }
        override *secondary(_subs: Subscriptions, mm: Mm, start: bigint, end: bigint): Coroutine {
          for (const at of this.known) if (at.mm === mm) yield* this.callSecondary(at, mm, start, end);
        }
      },
      SecondaryTlbs: class extends SecondaryTlbs {
        override *invalidate(mm: Mm, start: bigint, end: bigint): Coroutine {
          const { subscriptions: subs } = mm;
          if (subs !== undefined) yield* this.chain.secondary(subs, mm, start, end);
        }
      },
    }),
  },
];
