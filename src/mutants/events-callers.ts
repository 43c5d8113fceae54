import type { Status } from "../kernel/errno.ts";
import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Pte } from "../kernel/pte.ts";
import type { AddressSpace } from "../mm/address-space.ts";
import type { Gather } from "../mm/gather.ts";
import type { Vma } from "../mm/vma.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

type Move = { readonly start: bigint; readonly end: bigint; readonly to: bigint };

/** Operations whose sections are too many, too few, in the wrong place, or under the wrong locks. */
export const eventCallerMutants: readonly MutantRow[] = [
  {
    id: "EVT-06-x1",
    title: "exit says RELEASE to the starts of list subscribers too",
    violates: ["EVT-06"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *release(mm: Mm): Coroutine {
          const { subscriptions: subs } = mm;
          const range = { mm, start: 0n, end: 0xffff_ffff_ffff_ffffn, blockable: true, kind: "RELEASE" };
          if (subs?.head !== undefined) yield* this.chain.start(subs, range);
          yield* super.release(mm);
        }
      },
    }),
  },
  {
    id: "EVT-06-x2",
    title: "munmap says RELEASE",
    violates: ["EVT-06"],
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override range(...args: Parameters<InstanceType<typeof SectionCaller>["range"]>) {
          const range = super.range(...args);
          return args[1] === "munmap" ? { ...range, kind: "RELEASE" } : range;
        }
      },
    }),
  },
  {
    id: "EVT-07-x1",
    title: "the section of pages that are put where none were covers all that was asked for",
    violates: ["EVT-07"],
    origin: "plausible",
    parts: ({ MigrateVma }) => ({
      MigrateVma: class extends MigrateVma {
        override *insert(...[args, moving]: Parameters<InstanceType<typeof MigrateVma>["insert"]>): Coroutine {
          const at = moving.findIndex(({ from }) => from === undefined);
          const first = moving[at];
          if (first === undefined) return;
          const { vma, start, end, owner } = args;
          const range = yield* this.sections.start(vma.space.mm, "migrate-vma", start, end, owner);
          for (const { address, from, to } of moving) {
            if (from === undefined) yield* this.insertOne(vma, address, to, owner);
          }
          yield* this.sections.end(range);
        }
      },
    }),
  },
  {
    id: "EVT-08-x4",
    title: "a page is taken back in the name of the device that had it",
    violates: ["EVT-08"],
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override range(
          ...[mm, site, start, end, blockable, owner]: Parameters<InstanceType<typeof SectionCaller>["range"]>
        ) {
          if (site === "make-exclusive") this.last = owner;
          const named = site === "revoke-exclusive" ? this.last : owner;
          return super.range(mm, site, start, end, blockable, named);
        }
        private last: string | undefined;
      },
    }),
  },
  {
    id: "EVT-10-x1",
    title: "a range keeps the owner of the one before, because nobody clears it",
    violates: ["EVT-10"],
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override range(...args: Parameters<InstanceType<typeof SectionCaller>["range"]>): NotifierRange {
          const range = super.range(...args);
          this.last = range.owner ?? this.last;
          return this.last === undefined ? range : { ...range, owner: this.last };
        }
        private last: string | undefined;
      },
    }),
  },
  {
    id: "EVT-11-x1",
    title: "sections over hugetlb do not cover tables that may be shared",
    violates: ["EVT-11"],
    origin: "history",
    parts: ({ mmPolicy }) => ({ mmPolicy: (policy) => ({ ...mmPolicy(policy), hugetlbWidens: false }) }),
  },
  {
    id: "EVT-11-x2",
    title: "a cut through a shared table of hugetlb takes it away without a section",
    violates: ["EVT-11"],
    origin: "history",
    parts: ({ Munmap }) => ({
      Munmap: class extends Munmap {
        protected override *unshareAt(vma: Vma): Coroutine {
          if (vma.traits.hugetlb) yield* this.clear(vma.space, vma.start, vma.end, this.memory.gather(vma.space));
        }
      },
    }),
  },
  {
    id: "EVT-11-x3",
    title: "the section of a reclaimed huge page reaches beyond the VMA",
    violates: ["EVT-11"],
    origin: "plausible",
    parts: ({ RmapUnmap }) => ({
      RmapUnmap: class extends RmapUnmap {
        override *unmapOne(...[place, ...rest]: Parameters<InstanceType<typeof RmapUnmap>["unmapOne"]>): Coroutine {
          const [page] = rest;
          const size = page.huge ? 0x20_0000n : 0x1000n;
          yield* super.unmapOne({ ...place, end: place.start + size }, ...rest);
        }
      },
    }),
  },
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
  {
    id: "EVT-13-x1",
    title: "mprotect opens a section whether anything is populated or not",
    violates: ["EVT-13"],
    origin: "plausible",
    parts: ({ Mprotect }) => ({
      Mprotect: class extends Mprotect {
        override firstPopulated(_space: AddressSpace, start: bigint): bigint {
          return start;
        }
      },
    }),
  },
  {
    id: "EVT-13-x2",
    title: "mprotect opens one section over all, from the first populated entry on",
    violates: ["EVT-13"],
    origin: "history",
    parts: ({ mmPolicy }) => ({ mmPolicy: (policy) => ({ ...mmPolicy(policy), mprotectChunk: 1n << 47n }) }),
  },
  {
    id: "EVT-13-x3",
    title: "mprotect looks for the first present entry, not for a populated table",
    violates: ["EVT-13"],
    origin: "plausible",
    parts: ({ Mprotect }) => ({
      Mprotect: class extends Mprotect {
        override firstPopulated(space: AddressSpace, start: bigint, end: bigint): bigint | undefined {
          return space.table.within(start, end).at(0)?.address;
        }
      },
    }),
  },
  {
    id: "EVT-14-x1",
    title: "fork opens its sections in the child",
    violates: ["EVT-14"],
    origin: "plausible",
    parts: ({ Fork }) => ({
      Fork: class extends Fork {
        override *copyEntries(vma: Vma, to: AddressSpace): Coroutine {
          const range = yield* this.sections.start(to.mm, "fork", vma.start, vma.end);
          yield* super.copyEntries(vma, to);
          yield* this.sections.end(range);
        }
      },
    }),
  },
  {
    id: "EVT-14-x2",
    title: "fork opens a section for every VMA",
    violates: ["EVT-14"],
    origin: "plausible",
    parts: ({ Fork }) => ({
      Fork: class extends Fork {
        override needsCopy(): boolean {
          return true;
        }
      },
    }),
  },
  {
    id: "MUT-120",
    title: "mremap tells of the new range instead of the old one",
    violates: ["EVT-15"],
    origin: "plausible",
    parts: ({ Mremap }) => ({
      Mremap: class extends Mremap {
        override notified(_vma: Vma, { start, end, to }: Move) {
          return { start: to, end: to + (end - start) };
        }
        override *moveVma(space: AddressSpace, move: Move, keep: boolean): Coroutine<Status> {
          const rc = yield* super.moveVma(space, move, true);
          // The old VMA goes with its entries gone already, and nobody is told.
          const old = keep ? undefined : space.find(move.start);
          if (old !== undefined) space.remove(old);
          return rc;
        }
      },
    }),
  },
  {
    id: "EVT-15-x1",
    title: "mremap does not tell of the unmapping of the old VMA",
    violates: ["EVT-15"],
    origin: "plausible",
    parts: ({ Mremap }) => ({
      Mremap: class extends Mremap {
        override *moveVma(space: AddressSpace, move: Move, keep: boolean): Coroutine<Status> {
          const rc = yield* super.moveVma(space, move, true);
          if (keep || rc !== 0) return rc;
          for (const vma of yield* this.isolate(space, move.start, move.end)) space.remove(vma);
          return rc;
        }
      },
    }),
  },
  {
    id: "EVT-15-x2",
    title: "mremap tells of an unmapping although it keeps the old VMA",
    violates: ["EVT-15"],
    origin: "plausible",
    parts: ({ Mremap }) => ({
      Mremap: class extends Mremap {
        override *moveVma(space: AddressSpace, move: Move, keep: boolean): Coroutine<Status> {
          const rc = yield* super.moveVma(space, move, keep);
          if (!keep) return rc;
          yield* this.sections.end(yield* this.sections.start(space.mm, "munmap", move.start, move.end));
          return rc;
        }
      },
    }),
  },
  {
    id: "EVT-15-x3",
    title: "mremap begins at the start of a table, whatever else is in it",
    violates: ["EVT-15"],
    origin: "plausible",
    parts: ({ Mremap }) => ({
      Mremap: class extends Mremap {
        override notified(vma: Vma, move: Move) {
          const range = super.notified(vma, move);
          return this.policy.mremapRealigns ? { ...range, start: range.start - (range.start % 0x20_0000n) } : range;
        }
      },
    }),
  },
  {
    id: "EVT-15-x4",
    title: "mremap never begins where its table begins",
    violates: ["EVT-15"],
    origin: "history",
    parts: ({ mmPolicy }) => ({ mmPolicy: (policy) => ({ ...mmPolicy(policy), mremapRealigns: false }) }),
  },
  {
    id: "EVT-16-x1",
    title: "a fault that fills an empty entry opens a section",
    violates: ["EVT-16"],
    origin: "plausible",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        override *fill(vma: Vma, address: bigint, write: boolean): Coroutine {
          const range = yield* this.sections.start(vma.space.mm, "cow", address, address + 0x1000n);
          yield* super.fill(vma, address, write);
          yield* this.sections.end(range);
        }
      },
    }),
  },
  {
    id: "EVT-16-x2",
    title: "a fault that adds a right opens a section",
    violates: ["EVT-16"],
    origin: "plausible",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        override *reuse(vma: Vma, address: bigint, seen: Pte): Coroutine {
          const range = yield* this.sections.start(vma.space.mm, "cow", address, address + 0x1000n);
          yield* super.reuse(vma, address, seen);
          yield* this.sections.end(range);
        }
      },
    }),
  },
  {
    id: "EVT-16-x3",
    title: "a NUMA-hinting fault opens a section",
    violates: ["EVT-16"],
    origin: "plausible",
    parts: ({ SpecialFaults }) => ({
      SpecialFaults: class extends SpecialFaults {
        override *restore(vma: Vma, address: bigint, seen: Pte): Coroutine {
          const range = yield* this.sections.start(vma.space.mm, "numa-hint", address, address + 0x1000n);
          yield* super.restore(vma, address, seen);
          yield* this.sections.end(range);
        }
      },
    }),
  },
  {
    id: "EVT-17-x2",
    title: "a reclaimed page is let go before the CPUs are flushed",
    violates: ["EVT-17"],
    origin: "plausible",
    parts: ({ RmapUnmap }) => ({
      RmapUnmap: class extends RmapUnmap {
        override *unmap(page: Page): Coroutine {
          const mms = new Set<Mm>();
          const left: Page[] = [];
          yield* this.walk(page, (place) => this.unmapOne(place, page, left, mms));
          for (const gone of [...left, page]) yield* this.pages.put(gone);
          yield* this.memory.tlb.flushBatch(mms);
          this.pages.get(page);
        }
      },
    }),
  },
  {
    id: "EVT-18-x1",
    title: "NUMA hinting opens no section",
    violates: ["EVT-18"],
    origin: "plausible",
    parts: ({ NumaHint }) => ({
      NumaHint: class extends NumaHint {
        override *changeChunk(space: AddressSpace, start: bigint, end: bigint, gather: Gather): Coroutine {
          yield* this.changeEntries(space, start, end, gather);
        }
      },
    }),
  },
  {
    id: "EVT-18-x2",
    title: "userfaultfd write protection opens one section over what it is asked for",
    violates: ["EVT-18"],
    origin: "plausible",
    parts: ({ UserfaultfdWp }) => ({
      UserfaultfdWp: class extends UserfaultfdWp {
        override firstPopulated(_space: AddressSpace, start: bigint): bigint {
          return start;
        }
      },
    }),
  },
  {
    id: "EVT-18-x3",
    title: "the end of sharing opens no section",
    violates: ["EVT-18"],
    origin: "plausible",
    parts: ({ HugetlbUnshare }) => ({
      HugetlbUnshare: class extends HugetlbUnshare {
        override *unshare(vma: Vma): Coroutine {
          const gather = this.memory.gather(vma.space);
          yield* this.clear(vma.space, vma.start, vma.end, gather);
          yield* gather.finish();
        }
      },
    }),
  },
];
