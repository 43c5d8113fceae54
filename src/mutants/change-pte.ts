import type { Coroutine } from "../kernel/point.ts";
import type { Pte } from "../kernel/pte.ts";
import type { AddressSpace } from "../mm/address-space.ts";
import type { CallSite } from "../mm/call-sites.ts";
import type { NewPte } from "../notifier/page-notices.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** A set_pte_at_notify that tells the wrong thing, or at the wrong time. */
export const changePteMutants: readonly MutantRow[] = [
  {
    id: "MUT-75",
    title: "set_pte_at_notify writes the entry before it calls change_pte",
    violates: ["CPTE-01", "CPTE-02"],
    origin: "plausible",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *set(space: AddressSpace, at: bigint, pte: Pte, told = at): Coroutine<boolean> {
          yield space.table.storing;
          space.table.store(at, pte);
          return pte.huge ? false : yield* this.notices.changePte(space.mm, told, pte);
        }
      },
    }),
  },
  {
    id: "CPTE-01-x1",
    title: "only the first subscriber on the list gets change_pte",
    violates: ["CPTE-01"],
    origin: "plausible",
    parts: ({ PageNotices }) => ({
      PageNotices: class extends PageNotices {
        override *changeOne(...args: Parameters<InstanceType<typeof PageNotices>["changeOne"]>): Coroutine<boolean> {
          yield* super.changeOne(...args);
          return false;
        }
      },
    }),
  },
  {
    id: "CPTE-01-x2",
    title: "a copy tells the new entry before the old one is cleared",
    violates: ["CPTE-01"],
    origin: "plausible",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        override *replace(...args: Parameters<InstanceType<typeof Faults>["replace"]>): Coroutine<boolean> {
          const [space, address, , page] = args;
          yield* this.notify.tell(space.mm, address, { page, write: true });
          return yield* super.replace(...args);
        }
      },
    }),
  },
  {
    id: "CPTE-02-x1",
    title: "an entry that may be written is set first, another one after change_pte",
    violates: ["CPTE-02", "CPTE-01"],
    origin: "plausible",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *set(space: AddressSpace, at: bigint, pte: Pte, told = at): Coroutine<boolean> {
          if (!pte.write) return yield* super.set(space, at, pte, told);
          yield space.table.storing;
          space.table.store(at, pte);
          return yield* this.notices.changePte(space.mm, told, pte);
        }
      },
    }),
  },
  {
    id: "CPTE-03-x1",
    title: "change_pte is told an entry without write permission, whatever is set",
    violates: ["CPTE-03"],
    origin: "plausible",
    parts: ({ PageNotices }) => ({
      PageNotices: class extends PageNotices {
        override *changePte(mm: Mm, address: bigint, { page }: NewPte): Coroutine<boolean> {
          return yield* super.changePte(mm, address, { page, write: false });
        }
      },
    }),
  },
  {
    id: "CPTE-03-x2",
    title: "set_pte_at_notify lets the page-table lock go while it calls change_pte",
    violates: ["CPTE-03"],
    origin: "plausible",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *tell(mm: Mm, address: bigint, pte: NewPte): Coroutine<boolean> {
          const { lock } = this.memory.space(mm).table;
          lock.release();
          const missing = yield* super.tell(mm, address, pte);
          yield lock.acquire;
          return missing;
        }
      },
    }),
  },
  {
    id: "CPTE-03-x3",
    title: "a fault hands over the address that it was given, after 4.10 too",
    violates: ["CPTE-03"],
    origin: "plausible",
    parts: ({ mmPolicy }) => ({ mmPolicy: (profile) => ({ ...mmPolicy(profile), masksFaultAddress: false }) }),
  },
  {
    id: "CPTE-03-x4",
    title: "a device looks for an entry at the very address that change_pte gives",
    violates: ["CPTE-03"],
    origin: "plausible",
    parts: ({ KvmShadow }) => ({
      KvmShadow: class extends KvmShadow {
        override follow(address: bigint, pte: NewPte): void {
          if (address % 0x1000n === 0n) super.follow(address, pte);
        }
        override zap(start: bigint, end: bigint): void {
          if (start % 0x1000n === 0n) super.zap(start, end);
        }
      },
    }),
  },
  {
    id: "CPTE-14-x1",
    title: "without subscribers set_pte_at_notify yields nothing",
    violates: ["CPTE-14"],
    origin: "posted",
    parts: ({ PageNotices }) => ({
      PageNotices: class extends PageNotices {
        override *changePte(mm: Mm, address: bigint, pte: NewPte): Coroutine<boolean> {
          if (mm.subscriptions === undefined) return null as unknown as boolean;
          return yield* super.changePte(mm, address, pte);
        }
      },
    }),
  },
  {
    id: "CPTE-14-x2",
    title: "where nobody registered set_pte_at_notify leaves the entry empty",
    violates: ["CPTE-14"],
    origin: "plausible",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *set(space: AddressSpace, at: bigint, pte: Pte, told = at): Coroutine<boolean> {
          if (space.mm.subscriptions === undefined) return false;
          return yield* super.set(space, at, pte, told);
        }
      },
    }),
  },
  {
    id: "CPTE-16-x1",
    title: "the sites of set_pte_at_notify lost their sections together with change_pte",
    violates: ["CPTE-16", "CPTE-17"],
    origin: "plausible",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *begin(): Coroutine<NotifierRange | undefined> {
          return undefined;
        }
      },
    }),
  },
  {
    id: "CPTE-16-x2",
    title: "KSM opens no section where it only takes write permission away",
    violates: ["CPTE-16"],
    origin: "plausible",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *begin(mm: Mm, site: CallSite, start: bigint, end: bigint): Coroutine<NotifierRange | undefined> {
          return site === "ksm-write-protect" ? undefined : yield* super.begin(mm, site, start, end);
        }
      },
    }),
  },
  {
    id: "CPTE-16-x3",
    title: "KSM changes an entry without the lock of its page",
    violates: ["CPTE-16"],
    origin: "plausible",
    parts: ({ Ksm }) => ({
      Ksm: class extends Ksm {
        override *tryLockPage(): Coroutine<boolean> {
          return true;
        }
        override unlockPage(): void {}
      },
    }),
  },
  {
    id: "CPTE-17-x1",
    title: "a copy ends its section before it has set the new entry",
    violates: ["CPTE-17", "CPTE-16"],
    origin: "plausible",
    parts: ({ PteNotify }) => ({
      PteNotify: class extends PteNotify {
        override *begin(mm: Mm, site: CallSite, start: bigint, end: bigint): Coroutine<NotifierRange | undefined> {
          const range = yield* super.begin(mm, site, start, end);
          if (range !== undefined) yield* this.sections.end(range);
          return undefined;
        }
      },
    }),
  },
];
