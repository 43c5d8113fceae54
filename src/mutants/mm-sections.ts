import type { Status } from "../kernel/errno.ts";
import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { isSamePte, type Pte } from "../kernel/pte.ts";
import type { AddressSpace } from "../mm/address-space.ts";
import { Gather } from "../mm/gather.ts";
import type { Vma } from "../mm/vma.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";
import { until } from "./until.ts";

/** Wrong work between start and end. */
export const mmSectionMutants: readonly MutantRow[] = [
  {
    id: "MM-11-x1",
    title: "MADV_DONTNEED unmaps first and tells afterwards",
    violates: ["MM-11"],
    origin: "plausible",
    parts: ({ MadviseDontneed }) => ({
      MadviseDontneed: class extends MadviseDontneed {
        override *follow(vma: Vma, start: bigint, end: bigint): Coroutine {
          const gather = new Gather(this.memory, vma.space);
          yield* this.clear(vma.space, start, end, gather);
          const range = yield* this.sections.start(vma.space.mm, "madvise-dontneed", start, end);
          yield* this.sections.end(range);
          yield* gather.finish();
        }
      },
    }),
  },
  {
    id: "MM-11-x2",
    title: "munmap ends its section before it unmaps",
    violates: ["MM-11"],
    origin: "plausible",
    parts: ({ Munmap }) => ({
      Munmap: class extends Munmap {
        override *unmapVmas(
          ...[space, vmas, start, end, gather]: Parameters<InstanceType<typeof Munmap>["unmapVmas"]>
        ): Coroutine {
          const range = yield* this.sections.start(space.mm, "munmap", start, end);
          yield* this.sections.end(range);
          for (const vma of vmas) yield* this.unmapOne(vma, gather);
        }
      },
    }),
  },
  {
    id: "MM-11-x3",
    title: "truncation drops the file's pages before it unmaps them",
    violates: ["MM-11"],
    origin: "plausible",
    parts: ({ Truncate }) => ({
      Truncate: class extends Truncate {
        override *zap(vma: Vma, start: bigint, end: bigint): Coroutine {
          const gather = new Gather(this.memory, vma.space);
          yield* this.clear(vma.space, start, end, gather);
          yield* gather.finish();
          yield* super.zap(vma, start, end);
        }
      },
    }),
  },
  {
    id: "MM-11-x4",
    title: "the starts are called after the change",
    violates: ["MM-11"],
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override *start(...[mm, site, start, end, owner]: Parameters<InstanceType<typeof SectionCaller>["start"]>) {
          return this.range(mm, site, start, end, true, owner);
        }
        override *end(range: NotifierRange): Coroutine {
          this.show("section_start", range);
          yield* this.sections.start(range);
          yield* super.end(range);
        }
      },
    }),
  },
  {
    id: "MM-11-x5",
    title: "the ends are called before the change",
    violates: ["MM-11"],
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override *start(...args: Parameters<InstanceType<typeof SectionCaller>["start"]>) {
          const range = yield* super.start(...args);
          yield* super.end(range);
          return range;
        }
        override *end(): Coroutine {}
      },
    }),
  },
  {
    id: "MM-15-x1",
    title: "a copy puts the new entry in the place of the old one and flushes afterwards",
    violates: ["MM-15"],
    origin: "plausible",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        override *replace(space: AddressSpace, base: bigint, seen: Pte, page: Page): Coroutine<boolean> {
          yield space.table.storing;
          this.pages.countMapping(seen.page, -1);
          this.pages.countMapping(page, 1);
          space.table.store(base, { page, write: true, young: true, dirty: true, huge: false });
          yield* this.memory.tlb.flush(space.mm, base, base + 0x1000n);
          return false;
        }
      },
    }),
  },
  {
    id: "MM-15-x2",
    title: "a copy flushes before it clears the old entry",
    violates: ["MM-15"],
    origin: "plausible",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        override *replace(space: AddressSpace, base: bigint, seen: Pte, page: Page): Coroutine<boolean> {
          yield* this.memory.tlb.flush(space.mm, base, base + 0x1000n);
          yield space.table.storing;
          space.table.store(base, undefined);
          this.pages.countMapping(seen.page, -1);
          this.pages.countMapping(page, 1);
          space.table.store(base, { page, write: true, young: true, dirty: true, huge: false });
          return false;
        }
      },
    }),
  },
  {
    id: "MM-18-x1",
    title: "the non-blocking start fails where nobody ever registered",
    violates: ["MM-18"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *startParts(range: NotifierRange): Coroutine<Status> {
          return range.mm.subscriptions === undefined ? "EAGAIN" : yield* super.startParts(range);
        }
      },
    }),
  },
  {
    id: "MM-18-x2",
    title: "an end where nobody ever registered is called unbalanced",
    violates: ["MM-18"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        override *end(range: NotifierRange): Coroutine {
          if (range.mm.subscriptions === undefined) this.kernel.warn("end of a section without subscriptions");
          yield* super.end(range);
        }
      },
    }),
  },
  {
    id: "MM-18-x3",
    title: "an address space without subscriptions uses those of another",
    violates: ["MM-18"],
    origin: "plausible",
    parts: ({ MmStruct }) => {
      let shared: unknown;
      return {
        MmStruct: class<S> extends MmStruct<S> {
          override get subscriptions(): S | undefined {
            return super.subscriptions ?? (shared as S | undefined);
          }
          override set subscriptions(state: S | undefined) {
            shared = state;
            super.subscriptions = state;
          }
        },
      };
    },
  },
  {
    id: "MUT-111",
    title: "a forked child inherits the subscriptions",
    violates: ["MM-19"],
    origin: "plausible",
    parts: ({ Fork }) => ({
      Fork: class extends Fork {
        override initSubscriptions(parent: Mm, child: Mm): void {
          child.subscriptions = parent.subscriptions;
        }
      },
    }),
  },
  {
    id: "MM-22-x1",
    title: "a copy whose second look fails returns without the end",
    violates: ["MM-22"],
    origin: "history",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        override *copy(vma: Vma, address: bigint, seen: Pte): Coroutine {
          const { space } = vma;
          const page = this.pages.alloc("anon");
          this.pages.get(page);
          const range = yield* this.sections.start(space.mm, "cow", address, address + 0x1000n);
          yield space.table.lock.acquire;
          const same = isSamePte(space.table.read(address), seen);
          if (same) yield* this.replace(space, address, seen, page);
          space.table.lock.release();
          if (same) yield* this.sections.end(range);
          yield* this.pages.put(same ? seen.page : page);
        }
      },
    }),
  },
  {
    id: "MM-22-x2",
    title: "MADV_DONTNEED ends its section only if it found something",
    violates: ["MM-22"],
    origin: "plausible",
    parts: ({ MadviseDontneed }) => ({
      MadviseDontneed: class extends MadviseDontneed {
        override *follow(vma: Vma, start: bigint, end: bigint): Coroutine {
          const { space } = vma;
          if (space.table.within(start, end).length > 0) yield* super.follow(vma, start, end);
          else yield* this.sections.start(space.mm, "madvise-dontneed", start, end);
        }
      },
    }),
  },
  {
    id: "MM-23-x1",
    title: "the lock-order checker does not know that reclaim invalidates",
    violates: ["MM-23"],
    origin: "history",
    parts: ({ policy }) => ({ policy: (profile) => ({ ...policy(profile), reclaimMap: false }) }),
  },
  {
    id: "MM-24-x1",
    title: "a second section waits until the first has ended",
    violates: ["MM-24"],
    origin: "plausible",
    parts: ({ Sections }) => ({
      Sections: class extends Sections {
        private open = 0;
        override *start(range: NotifierRange): Coroutine {
          yield until({ kind: "other", name: "section" }, () => this.open === 0);
          this.open += 1;
          yield* super.start(range);
        }
        override *end(range: NotifierRange): Coroutine {
          yield* super.end(range);
          this.open -= 1;
        }
      },
    }),
  },
  {
    id: "MM-24-x2",
    title: "a huge page that is split inside another section gets no section of its own",
    violates: ["MM-24"],
    origin: "plausible",
    parts: ({ ThpSplit }) => ({
      ThpSplit: class extends ThpSplit {
        override *split(space: AddressSpace, base: bigint): Coroutine {
          yield space.table.lock.acquire;
          yield* this.splitLocked(space, base);
          space.table.lock.release();
        }
      },
    }),
  },
];
