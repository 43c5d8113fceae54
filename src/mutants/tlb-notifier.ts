import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import { callback } from "../notifier/callback.ts";
import type { ListOps, ListSubscriber } from "../notifier/list-subscriber.ts";
import type { SecondaryPolicy } from "../notifier/policy.ts";
import type { Mm, Subscriptions } from "../notifier/subscriptions.ts";
import type { Parts } from "../reference/parts.ts";
import type { MutantRow } from "./mutant.ts";

/** Exchanges who calls tlb_notifiers. */
function calledBy(change: Partial<SecondaryPolicy>): MutantRow["parts"] {
  return ({ policy }: Parts) => ({
    policy: (profile) => {
      const { secondary, ...rest } = policy(profile);
      return { ...rest, secondary: secondary.ownKind ? { ...secondary, ...change } : secondary };
    },
  });
}

type Young = "clear_flush_young" | "clear_young" | "test_young";

/**
 * The tables of both kinds, member by member (003_bbb6683ee0213fea.txt). Whoever takes an entry for
 * one of the other kind reads what stands in that place of its table.
 */
const AS_TLB: Readonly<Record<string, keyof ListOps>> = { invalidate_secondary_tlbs: "release" };
const AS_MMU: Readonly<Record<string, keyof ListOps>> = {
  release: "invalidate_secondary_tlbs",
  clear_flush_young: "free_notifier",
  clear_young: "release",
};

/** Wrong ways to have two kinds of subscribers on one list. */
export const tlbNotifierMutants: readonly MutantRow[] = [
  {
    id: "MUT-91",
    title: "the list of both kinds is walked as if all entries were of the kind that is called (as sketched)",
    violates: ["TLBN-05", "TLBN-04", "TLBN-02"],
    origin: "posted",
    parts: ({ Chain, Registry }) => ({
      Chain: class extends Chain {
        override *callSecondary(at: ListSubscriber, mm: Mm, start: bigint, end: bigint): Coroutine<boolean> {
          if (this.policy.secondary.ownKind && at.kind === "mmu") yield* this.misread(at, AS_TLB, mm);
          else yield* super.callSecondary(at, mm, start, end);
          return true;
        }

        override *callYoung(
          ...[at, name, mm, start, end]: [ListSubscriber, Young, Mm, bigint, bigint]
        ): Coroutine<boolean> {
          if (at.kind === "mmu") return yield* super.callYoung(at, name, mm, start, end);
          yield* this.misread(at, AS_MMU, mm, name);
          return false;
        }

        /** What stands in the place of the member, whatever it is. */
        private *misread(
          at: ListSubscriber,
          places: typeof AS_MMU,
          mm: Mm,
          member = "invalidate_secondary_tlbs",
        ): Coroutine {
          const name = places[member];
          const body = name === undefined ? undefined : (at.ops[name] as ListOps["release"]);
          if (name !== undefined && body !== undefined)
            yield* callback(this.kernel, at, name, { mm }, () => body(at, mm));
        }
      },
      Registry: class extends Registry {
        override *callRelease(at: ListSubscriber, mm: Mm): Coroutine {
          const { invalidate_secondary_tlbs: first } = at.ops;
          if (at.kind === "mmu") yield* super.callRelease(at, mm);
          else if (first !== undefined) {
            yield* callback(this.kernel, at, "invalidate_secondary_tlbs", { mm }, () => first(at, mm, 0n, 0n));
          }
        }
      },
    }),
  },
  {
    id: "MUT-92",
    title: "a registration of nothing is taken for one of something, and switches nothing on (as sketched)",
    violates: ["TLBN-06"],
    origin: "posted",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *registerLocked(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
          const rc = yield* super.registerLocked(subscriber, mm);
          const { subscriptions: subs } = mm;
          if (subscriber === undefined && subs !== undefined && this.policy.secondary.ownKind) subs.hasItree = false;
          return rc;
        }
      },
    }),
  },
  {
    id: "MUT-93",
    title: "what is freed after a put is freed through the table of an mmu_notifier (as sketched)",
    violates: ["TLBN-07", "TLBN-04", "TLBN-03"],
    origin: "posted",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *callFree(subscriber: ListSubscriber): Coroutine {
          // The ninth member, behind the three that the table of a tlb_notifier has.
          if (subscriber.kind === "tlb") this.kernel.warn(`${subscriber.name} has no free_notifier`);
          else yield* super.callFree(subscriber);
        }
      },
    }),
  },
  {
    id: "MUT-127",
    title: "the call is taken from the end, and no flush takes its place (as sketched)",
    violates: ["TLBN-11"],
    origin: "posted",
    parts: calledBy({ byFlush: false }),
  },
  {
    id: "TLBN-01-x1",
    title: "tlb_notifiers are told nothing",
    violates: ["TLBN-01", "TLBN-04", "TLBN-10", "TLBN-11", "TLBN-02"],
    origin: "plausible",
    parts: calledBy({ byFlush: false, bySites: false }),
  },
  {
    id: "TLBN-01-x2",
    title: "mmu_notifiers keep their invalidate_range",
    violates: ["TLBN-01"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *callSecondary(at: ListSubscriber, mm: Mm, start: bigint, end: bigint): Coroutine<boolean> {
          const { invalidate_range: old } = at.ops;
          if (old !== undefined && this.policy.secondary.ownKind) {
            yield* callback(this.kernel, at, "invalidate_range", { mm, start, end }, () => old(at, mm, start, end));
          }
          return yield* super.callSecondary(at, mm, start, end);
        }
      },
    }),
  },
  {
    id: "TLBN-02-x1",
    title: "exit leaves tlb_notifiers on the list",
    violates: ["TLBN-02", "TLBN-04"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *releaseAll(subs: Subscriptions, mm: Mm): Coroutine {
          const kept: ListSubscriber[] = [];
          for (let at = subs.head; at !== undefined; at = at.next) if (at.kind === "tlb") kept.push(at);
          yield* super.releaseAll(subs, mm);
          yield subs.lock.acquire;
          for (const at of kept) this.parts.chain.link(subs, at);
          subs.lock.release();
        }
      },
    }),
  },
  {
    id: "TLBN-02-x2",
    title: "exit releases mmu_notifiers only",
    violates: ["TLBN-02", "TLBN-04"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *callRelease(at: ListSubscriber, mm: Mm): Coroutine {
          if (at.kind === "mmu") yield* super.callRelease(at, mm);
        }
      },
    }),
  },
  {
    id: "TLBN-03-x1",
    title: "a tlb_notifier is registered without mmap_lock",
    violates: ["TLBN-03"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *register(subscriber: ListSubscriber | undefined, mm: Mm): Coroutine<Status> {
          if (subscriber?.kind !== "tlb") return yield* super.register(subscriber, mm);
          const fresh = this.newState(mm);
          if (fresh === "ENOMEM") return fresh;
          if (fresh !== undefined) mm.subscriptions = fresh;
          if (mm.subscriptions !== undefined) yield* this.linkNew(subscriber, mm, mm.subscriptions);
          return 0;
        }
      },
    }),
  },
  {
    id: "TLBN-03-x2",
    title: "the last put of a tlb_notifier frees it at once",
    violates: ["TLBN-03"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *freeLater(subscriber: ListSubscriber, mm: Mm): Coroutine {
          if (subscriber.kind === "tlb") yield* this.freeAndDrop(subscriber, mm);
          else yield* super.freeLater(subscriber, mm);
        }
      },
    }),
  },
  {
    id: "TLBN-04-x1",
    title: "tlb_notifiers are told of sections by the callback that they have",
    violates: ["TLBN-04", "TLBN-05", "TLBN-09"],
    origin: "plausible",
    parts: ({ Chain }) => ({
      Chain: class extends Chain {
        override *end(...[subs, range, onlyEnd]: Parameters<InstanceType<typeof Chain>["end"]>): Coroutine {
          yield* super.end(subs, range, onlyEnd);
          if (this.policy.secondary.ownKind) yield* this.secondary(subs, range.mm, range.start, range.end);
        }
      },
    }),
  },
  {
    id: "TLBN-08-x1",
    title: "get takes the first entry of the list for one of its table, of whatever kind it is",
    violates: ["TLBN-08"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override isSameTable(a: ListOps, b: ListOps): boolean {
          return super.isSameTable(a, b) || a.invalidate_secondary_tlbs !== undefined;
        }
      },
    }),
  },
  {
    id: "TLBN-09-x1",
    title: "the end of a section still tells tlb_notifiers",
    violates: ["TLBN-09", "TLBN-05"],
    origin: "history",
    parts: calledBy({ byEnd: true }),
  },
  {
    id: "TLBN-10-x1",
    title: "only the ends call tlb_notifiers, the sites of 6.1 do not",
    violates: ["TLBN-10", "TLBN-09"],
    origin: "plausible",
    parts: calledBy({ byEnd: true, byFlush: false, bySites: false }),
  },
  {
    id: "TLBN-12-x1",
    title: "KVM waits for the invalidate_range that is gone",
    violates: ["TLBN-12", "STLB-14"],
    origin: "history",
    parts: ({ Kvm }) => ({
      Kvm: class extends Kvm {
        override requestApicReload(): void {}
      },
    }),
  },
];
