import { PAGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { isSamePte, type Pte } from "../kernel/pte.ts";
import type { AddressSpace } from "../mm/address-space.ts";
import type { CallSite } from "../mm/call-sites.ts";
import type { Vma } from "../mm/vma.ts";
import type { NewPte } from "../notifier/page-notices.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong forms of the repair of January 2014: its result, and the notice that follows from it. */
export const changePteResultMutants: readonly MutantRow[] = [
  {
    id: "MUT-69",
    title: "the sites of set_pte_at_notify are wrapped in sections",
    violates: ["CPTE-08"],
    origin: "history",
    parts: ({ mmPolicy }) => ({ mmPolicy: (profile) => ({ ...mmPolicy(profile), notifiesByPage: false }) }),
  },
  {
    id: "MUT-70",
    title: "the result says that everybody has change_pte when somebody lacks it, and the other way round",
    violates: ["CPTE-06"],
    origin: "plausible",
    parts: ({ PageNotices }) => ({
      PageNotices: class extends PageNotices {
        override *changePte(mm: Mm, address: bigint, pte: NewPte): Coroutine<boolean> {
          const missing = yield* super.changePte(mm, address, pte);
          return !missing;
        }
      },
    }),
  },
  {
    id: "CPTE-06-x1",
    title: "the result is true for an empty list",
    violates: ["CPTE-06"],
    origin: "plausible",
    parts: ({ PageNotices }) => ({
      PageNotices: class extends PageNotices {
        override *changePte(mm: Mm, address: bigint, pte: NewPte): Coroutine<boolean> {
          const missing = yield* super.changePte(mm, address, pte);
          return missing || (mm.subscriptions !== undefined && mm.subscriptions.head === undefined);
        }
      },
    }),
  },
  {
    id: "CPTE-06-x2",
    title: "the result is that of the last subscriber asked",
    violates: ["CPTE-06"],
    origin: "plausible",
    parts: ({ PageNotices }) => ({
      PageNotices: class extends PageNotices {
        override *changeOne(...args: Parameters<InstanceType<typeof PageNotices>["changeOne"]>): Coroutine<boolean> {
          args[3].length = 0;
          return yield* super.changeOne(...args);
        }
      },
    }),
  },
  {
    id: "CPTE-06-x3",
    title: "the entry is set only if everybody has change_pte",
    violates: ["CPTE-06"],
    origin: "plausible",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *set(space: AddressSpace, at: bigint, pte: Pte, told = at): Coroutine<boolean> {
          const missing = yield* this.tell(space.mm, told, pte);
          yield space.table.storing;
          if (!missing) space.table.store(at, pte);
          return missing;
        }
      },
    }),
  },
  {
    id: "CPTE-07-x1",
    title: "everybody with invalidate_page is told afterwards, those with change_pte again",
    violates: ["CPTE-07"],
    origin: "plausible",
    parts: ({ PageNotices }) => ({
      PageNotices: class extends PageNotices {
        override *invalidatePageIfMissingChangePte(mm: Mm, address: bigint): Coroutine {
          yield* this.invalidatePage(mm, address);
        }
      },
    }),
  },
  {
    id: "CPTE-07-x2",
    title: "the sites ignore the result",
    violates: ["CPTE-07", "CPTE-11"],
    origin: "plausible",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *finish(mm: Mm, address: bigint, range: NotifierRange | undefined): Coroutine {
          yield* super.finish(mm, address, range, false);
        }
      },
    }),
  },
  {
    id: "CPTE-08-x1",
    title: "only write faults lose their sections",
    violates: ["CPTE-08"],
    origin: "plausible",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *begin(mm: Mm, site: CallSite, start: bigint, end: bigint): Coroutine<NotifierRange | undefined> {
          return site === "cow"
            ? yield* super.begin(mm, site, start, end)
            : yield* this.sections.start(mm, site, start, end);
        }
      },
    }),
  },
  {
    id: "CPTE-08-x2",
    title: "replace_page of KSM loses its section too, and still ignores the result",
    violates: ["CPTE-08"],
    origin: "plausible",
    parts: ({ Ksm }) => ({
      Ksm: class extends Ksm {
        override *beginReplace(mm: Mm, address: bigint): Coroutine<NotifierRange | undefined> {
          return yield* this.notify.begin(mm, "ksm-replace", address, address + PAGE_SIZE);
        }
      },
    }),
  },
  {
    id: "MUT-72",
    title: "invalidate_page is called under the page-table lock",
    violates: ["CPTE-09"],
    origin: "plausible",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *set(space: AddressSpace, at: bigint, pte: Pte, told = at): Coroutine<boolean> {
          const missing = yield* super.set(space, at, pte, told);
          if (missing && this.policy.notifiesByPage) {
            yield* this.notices.invalidatePageIfMissingChangePte(space.mm, at);
          }
          return false;
        }
      },
    }),
  },
  {
    id: "CPTE-09-x1",
    title: "a copy lets the old page go before the notice",
    violates: ["CPTE-09", "CPTE-17"],
    origin: "plausible",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        override *copy(vma: Vma, address: bigint, seen: Pte): Coroutine {
          const { space } = vma;
          const page = this.pages.alloc("anon");
          this.pages.get(page);
          const { start, end } = this.copied(address, seen);
          const range = yield* this.notify.begin(space.mm, "cow", start, end);
          yield space.table.lock.acquire;
          const same = isSamePte(space.table.read(address), seen);
          const missing = same && (yield* this.replace(space, address, seen, page));
          space.table.lock.release();
          yield* this.pages.put(same ? seen.page : page);
          yield* this.notify.finish(space.mm, address, range, missing);
        }
      },
    }),
  },
  {
    id: "CPTE-10-x1",
    title: "a site gives its notice whether or not it set an entry",
    violates: ["CPTE-10"],
    origin: "plausible",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *finish(mm: Mm, address: bigint, range: NotifierRange | undefined): Coroutine {
          yield* super.finish(mm, address, range, true);
        }
      },
    }),
  },
  {
    id: "MUT-73",
    title: "a subscriber that knows sections only is told nothing",
    violates: ["CPTE-11"],
    origin: "posted",
    parts: ({ PageNotices }) => ({
      PageNotices: class extends PageNotices {
        override *invalidateByRange(): Coroutine {}
      },
    }),
  },
  {
    id: "MUT-145",
    title: "a write fault gives its notice the address that it was given itself",
    violates: ["CPTE-19"],
    origin: "posted",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *finish(mm: Mm, address: bigint, range: NotifierRange | undefined, missing: boolean): Coroutine {
          if (range !== undefined || !missing) yield* super.finish(mm, address, range, missing);
          else yield* this.notices.invalidatePageIfMissingChangePte(mm, address);
        }
      },
    }),
  },
];
