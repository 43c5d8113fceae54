import { CONT_SIZE, HUGE_SIZE, hugeOf, PAGE_SIZE, pageOf } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Mapping } from "../kernel/pte.ts";
import type { Flags } from "../mm/access-flags.ts";
import type { Vma } from "../mm/vma.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Upgrades of entries that are flushed, told or stored in a wrong way. */
export const arm64Mutants: readonly MutantRow[] = [
  {
    id: "MUT-78",
    title: "flushes and tells the secondary TLBs before the entry is changed",
    violates: ["ARM-04", "ARM-10", "ARM-13"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override *setOne(vma: Vma, address: bigint, wanted: Flags, dirty: boolean): Coroutine<boolean> {
          if (dirty) yield* this.flushPage(vma, address);
          return yield* super.setOne(vma, address, wanted, false);
        }
      },
    }),
  },
  {
    id: "MUT-81",
    title: "the secondary TLBs are told nothing",
    violates: ["ARM-04", "ARM-13"],
    origin: "history",
    parts: ({ SecondaryTlbs }) => ({
      SecondaryTlbs: class extends SecondaryTlbs {
        override *invalidate(): Coroutine {}
      },
    }),
  },
  {
    id: "MUT-147",
    title: "the secondary TLBs are told before the CPUs are flushed",
    violates: ["ARM-10"],
    origin: "plausible",
    parts: ({ CpuTlb }) => ({
      CpuTlb: class extends CpuTlb {
        override *flushPage(mm: Mm, address: bigint): Coroutine {
          const span = this.arch.page(address);
          yield* this.notify(mm, span);
          yield* this.flushOwn(mm, span);
        }
      },
    }),
  },
  {
    id: "ARM-01-x1",
    title: "flushes for a write although nothing is missing",
    violates: ["ARM-01"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override *setOne(vma: Vma, address: bigint, wanted: Flags, dirty: boolean): Coroutine<boolean> {
          const changed = yield* super.setOne(vma, address, wanted, dirty);
          if (!changed && dirty) yield* this.flushPage(vma, address);
          return changed;
        }
      },
    }),
  },
  {
    id: "ARM-02-x1",
    title: "stores the wanted entry over whatever is there by now",
    violates: ["ARM-02"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override merged(pte: Mapping["pte"], wanted: Flags): Mapping["pte"] {
          return { ...pte, ...wanted };
        }
      },
    }),
  },
  {
    id: "ARM-03-x1",
    title: "flushes the CPUs for an access flag alone",
    violates: ["ARM-03", "ARM-05"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override *setOne(vma: Vma, address: bigint, wanted: Flags): Coroutine<boolean> {
          return yield* super.setOne(vma, address, wanted, true);
        }
      },
    }),
  },
  {
    id: "ARM-03-x2",
    title: "arm64 upgrades an entry as x86 does, without a flush",
    violates: ["ARM-03", "ARM-04", "ARM-13", "ARM-17"],
    origin: "plausible",
    parts: ({ tlbFlush }) => ({ tlbFlush: (arch) => ({ ...tlbFlush(arch), cachesRefusals: false }) }),
  },
  {
    id: "ARM-04-x1",
    title: "tells the range of a page that begins at the address",
    violates: ["ARM-04"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override *flushPage({ space }: Vma, address: bigint): Coroutine {
          yield* this.memory.tlb.flushPage(space.mm, address);
          yield* this.notice(space.mm, address, address + PAGE_SIZE);
        }
      },
    }),
  },
  {
    id: "ARM-05-x1",
    title: "tells the secondary TLBs of an access flag alone",
    violates: ["ARM-05"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override *setOne(vma: Vma, address: bigint, wanted: Flags, dirty: boolean): Coroutine<boolean> {
          const changed = yield* super.setOne(vma, address, wanted, dirty);
          const page = pageOf(address);
          if (changed && !dirty) yield* this.memory.secondary.invalidate(vma.space.mm, page, page + PAGE_SIZE);
          return changed;
        }
      },
    }),
  },
  {
    id: "ARM-08-x1",
    title: "flushes all that a huge entry maps when it is upgraded",
    violates: ["ARM-08"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override *flushPage(vma: Vma, address: bigint): Coroutine {
          if (!vma.traits.huge) return yield* super.flushPage(vma, address);
          const base = hugeOf(address);
          yield* this.memory.tlb.flush(vma.space.mm, base, base + HUGE_SIZE, HUGE_SIZE);
        }
      },
    }),
  },
  {
    id: "ARM-11-x1",
    title: "lets the page-table lock go while the secondary TLBs are told",
    violates: ["ARM-11"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override *flushPage(vma: Vma, address: bigint): Coroutine {
          const { lock } = vma.space.table;
          lock.release();
          yield* super.flushPage(vma, address);
          yield lock.acquire;
        }
      },
    }),
  },
  {
    id: "ARM-16-x1",
    title: "an upgrade is told on every architecture",
    violates: ["ARM-16"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override *setOne(vma: Vma, address: bigint, wanted: Flags, dirty: boolean): Coroutine<boolean> {
          const changed = yield* super.setOne(vma, address, wanted, dirty);
          const page = pageOf(address);
          if (changed && dirty) yield* this.memory.secondary.invalidate(vma.space.mm, page, page + PAGE_SIZE);
          return changed;
        }
      },
    }),
  },
  {
    id: "ARM-17-x1",
    title: "POWER9 adds a permission directly while a coprocessor uses the tables",
    violates: ["ARM-17"],
    origin: "plausible",
    parts: ({ upgrades }) => ({ upgrades: (arch) => ({ ...upgrades(arch), relaxesThroughInvalid: false }) }),
  },
  {
    id: "ARM-17-x2",
    title: "x86 stores an access flag alone",
    violates: ["ARM-17"],
    origin: "plausible",
    parts: ({ upgrades }) => ({ upgrades: (arch) => ({ ...upgrades(arch), storesUse: true }) }),
  },
  {
    id: "ARM-18-x1",
    title: "tells of an upgrade as if the entry were cleared",
    violates: ["ARM-18"],
    origin: "plausible",
    parts: ({ mmPolicy }) => ({
      mmPolicy: (policy) => {
        const { events, ...rest } = mmPolicy(policy);
        return { ...rest, events: events.upgrade === undefined ? events : { ...events, upgrade: "CLEAR" } };
      },
    }),
  },
  {
    id: "ARM-22-x1",
    title: "sends the posted patch's notice in every version",
    violates: ["ARM-22"],
    origin: "plausible",
    parts: ({ mmPolicy }) => ({ mmPolicy: (policy) => ({ ...mmPolicy(policy), upgradeNotice: true }) }),
  },
  {
    id: "MUT-77",
    title: "tells size plus number of a contiguous set's entries instead of their product",
    violates: ["ARM-06"],
    origin: "posted",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override *noticeSet({ space }: Vma, start: bigint): Coroutine {
          yield* this.notice(space.mm, start, start + PAGE_SIZE + CONT_SIZE / PAGE_SIZE);
        }
      },
    }),
  },
  {
    id: "ARM-06-x1",
    title: "looks at the first entry of a contiguous set alone",
    violates: ["ARM-06"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override differs(old: readonly Mapping[], wanted: Flags): boolean {
          return super.differs(old.slice(0, 1), wanted);
        }
      },
    }),
  },
  {
    id: "ARM-07-x1",
    title: "tells of a contiguous set after it was set anew",
    violates: ["ARM-07"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        private late: bigint | undefined;
        override *noticeSet(_: Vma, start: bigint): Coroutine {
          this.late = start;
        }
        override *setContiguous(vma: Vma, address: bigint, wanted: Flags, dirty: boolean): Coroutine<boolean> {
          const changed = yield* super.setContiguous(vma, address, wanted, dirty);
          if (this.late !== undefined) yield* super.noticeSet(vma, this.late);
          return changed;
        }
      },
    }),
  },
  {
    id: "ARM-09-x1",
    title: "the posted patch's call for a contiguous set is made whatever the access was",
    violates: ["ARM-09"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override *setContiguous(vma: Vma, address: bigint, wanted: Flags): Coroutine<boolean> {
          return yield* super.setContiguous(vma, address, wanted, true);
        }
      },
    }),
  },
  {
    id: "ARM-09-x2",
    title: "since 6.6 the flush of a contiguous set is gated on the access",
    violates: ["ARM-09"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override *setContiguous(vma: Vma, address: bigint, wanted: Flags, dirty: boolean): Coroutine<boolean> {
          return dirty ? yield* super.setContiguous(vma, address, wanted, dirty) : true;
        }
      },
    }),
  },
  {
    id: "MUT-82",
    title: "judges a folded set by what is known of any of its entries",
    violates: ["ARM-19"],
    origin: "history",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override isFoldedSetEqual(old: readonly Mapping[], wanted: Flags): boolean {
          const young = old.some(({ pte }) => pte.young);
          const dirty = old.some(({ pte }) => pte.dirty);
          return old[0]?.pte.write === wanted.write && young === wanted.young && dirty === wanted.dirty;
        }
      },
    }),
  },
  {
    id: "ARM-20-x1",
    title: "marks the first entry of a folded set alone",
    violates: ["ARM-20"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        override *markSet(vma: Vma, old: readonly Mapping[], wanted: Flags): Coroutine {
          yield* super.markSet(vma, old.slice(0, 1), wanted);
        }
      },
    }),
  },
  {
    id: "ARM-20-x2",
    title: "unfolds a set without a flush",
    violates: ["ARM-20"],
    origin: "plausible",
    parts: ({ AccessFlags }) => ({
      AccessFlags: class extends AccessFlags {
        private unfolding = false;
        override *unfold(vma: Vma, start: bigint, old: readonly Mapping[]): Coroutine {
          this.unfolding = true;
          yield* super.unfold(vma, start, old);
          this.unfolding = false;
        }
        override *flushSet(vma: Vma, start: bigint): Coroutine {
          if (!this.unfolding) yield* super.flushSet(vma, start);
        }
      },
    }),
  },
];
