import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { AddressSpace } from "../mm/address-space.ts";
import type { Gather } from "../mm/gather.ts";
import type { Vma } from "../mm/vma.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Sections at the wrong place among the locks. */
export const eventLockMutants: readonly MutantRow[] = [
  {
    id: "EVT-12-x1",
    title: "mprotect opens its sections under the page-table lock",
    violates: ["EVT-12"],
    origin: "history",
    parts: ({ Mprotect }) => ({
      Mprotect: class extends Mprotect {
        override *changeChunk(space: AddressSpace, start: bigint, end: bigint, gather: Gather): Coroutine {
          const from = this.firstPopulated(space, start, end);
          if (from === undefined) return;
          yield space.table.lock.acquire;
          const range = yield* this.sections.start(space.mm, "mprotect", from, end);
          space.table.lock.release();
          yield* this.changeEntries(space, from, end, gather);
          yield* this.sections.end(range);
        }
      },
    }),
  },
  {
    id: "EVT-12-x2",
    title: "munmap keeps mmap_lock for write",
    violates: ["EVT-12"],
    origin: "history",
    parts: ({ mmPolicy }) => ({ mmPolicy: (policy) => ({ ...mmPolicy(policy), munmapDowngrades: false }) }),
  },
  {
    id: "EVT-12-x3",
    title: "clear_refs holds mmap_lock for read when it clears soft-dirty bits",
    violates: ["EVT-12"],
    origin: "history",
    parts: ({ mmPolicy }) => ({ mmPolicy: (policy) => ({ ...mmPolicy(policy), softDirtyLock: "read" }) }),
  },
  {
    id: "EVT-12-x4",
    title: "hugetlb takes the reverse-map lock before its section in mprotect",
    violates: ["EVT-12"],
    origin: "plausible",
    parts: ({ Mprotect }) => ({
      Mprotect: class extends Mprotect {
        override *protectHugetlb(vma: Vma, gather: Gather): Coroutine {
          const { mm } = vma.space;
          yield* mm.rmapLock.down("write");
          const range = yield* this.sections.start(mm, "mprotect-hugetlb", vma.start, vma.end);
          yield* this.changeEntries(vma.space, vma.start, vma.end, gather);
          yield* gather.flush();
          mm.rmapLock.up();
          yield* this.sections.end(range);
        }
      },
    }),
  },
  {
    id: "EVT-12-x5",
    title: "the tables of a file's mappings are retracted with the locks of the other age",
    violates: ["EVT-12"],
    origin: "history",
    parts: ({ mmPolicy }) => ({
      mmPolicy: (policy) => {
        const base = mmPolicy(policy);
        return { ...base, retractTakesMmapLock: !base.retractTakesMmapLock };
      },
    }),
  },
  {
    id: "EVT-12-x6",
    title: "NUMA hinting takes mmap_lock for write",
    violates: ["EVT-12"],
    origin: "plausible",
    parts: ({ NumaHint }) => ({
      NumaHint: class extends NumaHint {
        override *run(mm: Mm, start: bigint, end: bigint): Coroutine<boolean> {
          if (!(yield* mm.mmapLock.trylock("write"))) return false;
          yield* this.scan(this.space(mm), start, end);
          mm.mmapLock.up();
          return true;
        }
      },
    }),
  },
  {
    id: "EVT-12-x7",
    title: "the exit path unmaps with mmap_lock of the other age",
    violates: ["EVT-12"],
    origin: "history",
    parts: ({ mmPolicy }) => ({
      mmPolicy: (policy) => {
        const base = mmPolicy(policy);
        return { ...base, exitHoldsLock: !base.exitHoldsLock };
      },
    }),
  },
  {
    id: "EVT-12-x8",
    title: "a page is reclaimed without being locked",
    violates: ["EVT-12"],
    origin: "plausible",
    parts: ({ RmapUnmap }) => ({
      RmapUnmap: class extends RmapUnmap {
        override *unmap(page: Page): Coroutine {
          this.pages.lockOf(page).unlock();
          yield* super.unmap(page);
          yield* this.pages.lockOf(page).lock();
        }
      },
    }),
  },
];
