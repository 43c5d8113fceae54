import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Pte } from "../kernel/pte.ts";
import { RwSem } from "../kernel/rwsem.ts";
import type { AddressSpace } from "../mm/address-space.ts";
import { Gather } from "../mm/gather.ts";
import type { Vma } from "../mm/vma.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** A lock whose write holds are read holds. */
class ReadersOnly extends RwSem {
  override down(): Coroutine {
    return super.down("read");
  }
}

/** A lock that forgets to let waiting readers in when it is downgraded. */
class SilentDowngrade extends RwSem {
  override downgrade(): void {}
}

/** A lock that nobody takes. */
class NoLock extends RwSem {
  override *down(): Coroutine {}
  override up(): void {}
  override downgrade(): void {}
}

/** Wrong locks around the sections of the address space. */
export const mmLockMutants: readonly MutantRow[] = [
  {
    id: "MM-07-x1",
    title: "MADV_DONTNEED takes mmap_lock for write",
    violates: ["MM-07"],
    origin: "plausible",
    parts: ({ MadviseDontneed }) => ({
      MadviseDontneed: class extends MadviseDontneed {
        override *run(mm: Mm, start: bigint, end: bigint): Coroutine<Status> {
          yield* mm.mmapLock.down("write");
          const rc = yield* this.advise(this.space(mm), start, end);
          mm.mmapLock.up();
          return rc;
        }
      },
    }),
  },
  {
    id: "MM-07-x2",
    title: "mmap_lock is taken for read by everybody",
    violates: ["MM-07", "MM-16"],
    origin: "plausible",
    parts: ({ MmStruct }) => ({
      MmStruct: class<S> extends MmStruct<S> {
        override readonly mmapLock = new ReadersOnly(this.kernel, "mmap_lock", "mmap_lock", this.name);
      },
    }),
  },
  {
    id: "MM-07-x3",
    title: "a downgrade of mmap_lock lets nobody in",
    violates: ["MM-07"],
    origin: "plausible",
    parts: ({ MmStruct }) => ({
      MmStruct: class<S> extends MmStruct<S> {
        override readonly mmapLock = new SilentDowngrade(this.kernel, "mmap_lock", "mmap_lock", this.name);
      },
    }),
  },
  {
    id: "MM-07-x4",
    title: "munmap keeps mmap_lock for write where it should downgrade, and downgrades where it should not",
    violates: ["MM-07"],
    origin: "plausible",
    parts: ({ mmPolicy }) => ({
      mmPolicy: (profile) => ({ ...mmPolicy(profile), munmapDowngrades: !profile.munmapDowngrades }),
    }),
  },
  {
    id: "MM-08-x1",
    title: "truncation takes no reverse-map lock",
    violates: ["MM-08", "MM-16"],
    origin: "plausible",
    parts: ({ Truncate }) => ({
      Truncate: class extends Truncate {
        override *unmapMapping(vma: Vma): Coroutine {
          yield* this.zap(vma, vma.start, vma.end);
        }
      },
    }),
  },
  {
    id: "MM-08-x2",
    title: "exit unmaps without mmap_lock in a kernel that should hold it",
    violates: ["MM-08"],
    origin: "plausible",
    parts: ({ mmPolicy }) => ({ mmPolicy: (profile) => ({ ...mmPolicy(profile), exitHoldsLock: false }) }),
  },
  {
    id: "MM-08-x3",
    title: "munmap lets go of mmap_lock before its section",
    violates: ["MM-08"],
    origin: "plausible",
    parts: ({ Munmap }) => ({
      Munmap: class extends Munmap {
        override *unmapVmas(...args: Parameters<InstanceType<typeof Munmap>["unmapVmas"]>): Coroutine {
          const [{ mm }] = args;
          const held = mm.mmapLock.modeOf(this.kernel.current);
          if (held !== undefined) mm.mmapLock.up();
          yield* super.unmapVmas(...args);
          if (held !== undefined) yield* mm.mmapLock.down(held);
        }
      },
    }),
  },
  {
    id: "MM-08-x4",
    title: "nobody takes mmap_lock",
    violates: ["MM-08", "MM-07"],
    origin: "plausible",
    parts: ({ MmStruct }) => ({
      MmStruct: class<S> extends MmStruct<S> {
        override readonly mmapLock = new NoLock(this.kernel, "mmap_lock", "mmap_lock", this.name);
      },
    }),
  },
  {
    id: "MM-09-x1",
    title: "truncation takes mmap_lock",
    violates: ["MM-09"],
    origin: "plausible",
    parts: ({ Truncate }) => ({
      Truncate: class extends Truncate {
        override *zap(vma: Vma, start: bigint, end: bigint): Coroutine {
          yield* vma.space.mm.mmapLock.down("read");
          yield* super.zap(vma, start, end);
          vma.space.mm.mmapLock.up();
        }
      },
    }),
  },
  {
    id: "MM-09-x2",
    title: "truncation reaches only the address space that asks for it",
    violates: ["MM-09"],
    origin: "plausible",
    parts: ({ Truncate }) => ({
      Truncate: class extends Truncate {
        private asking: Mm | undefined;
        override *run(mm: Mm, start: bigint, end: bigint): Coroutine<Status> {
          this.asking = mm;
          return yield* super.run(mm, start, end);
        }
        override *unmapMapping(vma: Vma, from: bigint, to: bigint): Coroutine {
          if (vma.space.mm === this.asking) yield* super.unmapMapping(vma, from, to);
        }
      },
    }),
  },
  {
    id: "MM-10-x1",
    title: "a copy opens its section under the page-table lock",
    violates: ["MM-10"],
    origin: "history",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        override *copy(vma: Vma, address: bigint, seen: Pte): Coroutine {
          const { space } = vma;
          const page = this.pages.alloc("anon");
          this.pages.get(page);
          yield space.table.lock.acquire;
          const range = yield* this.sections.start(space.mm, "cow", address, address + 0x1000n);
          yield* this.replace(space, address, seen, page);
          space.table.lock.release();
          yield* this.sections.end(range);
          yield* this.pages.put(seen.page);
        }
      },
    }),
  },
  {
    id: "MM-10-x2",
    title: "the split of a huge page takes the page-table lock before its section",
    violates: ["MM-10"],
    origin: "plausible",
    parts: ({ ThpSplit }) => ({
      ThpSplit: class extends ThpSplit {
        override *split(space: AddressSpace, base: bigint): Coroutine {
          yield space.table.lock.acquire;
          const range = yield* this.sections.start(space.mm, "thp-split", base, base + 0x20_0000n);
          yield* this.splitLocked(space, base);
          space.table.lock.release();
          yield* this.sections.end(range);
        }
      },
    }),
  },
  {
    id: "MM-10-x3",
    title: "MADV_DONTNEED ends its section under the page-table lock",
    violates: ["MM-10"],
    origin: "plausible",
    parts: ({ MadviseDontneed }) => ({
      MadviseDontneed: class extends MadviseDontneed {
        override *follow(vma: Vma, start: bigint, end: bigint): Coroutine {
          const { space } = vma;
          const gather = new Gather(this.memory, space);
          const range = yield* this.sections.start(space.mm, "madvise-dontneed", start, end);
          yield space.table.lock.acquire;
          for (const mapping of space.table.readRange(start, end)) this.clearOne(space, mapping, gather);
          yield* this.sections.end(range);
          space.table.lock.release();
          yield* gather.finish();
        }
      },
    }),
  },
  {
    id: "MM-10-x4",
    title: "every section is opened where nothing may sleep",
    violates: ["MM-10"],
    origin: "plausible",
    parts: ({ SectionCaller }) => ({
      SectionCaller: class extends SectionCaller {
        override *start(...args: Parameters<InstanceType<typeof SectionCaller>["start"]>) {
          this.kernel.current.atomic += 1;
          const range = yield* super.start(...args);
          this.kernel.current.atomic -= 1;
          return range;
        }
      },
    }),
  },
  {
    id: "MUT-125",
    title: "registration skips the step that takes all locks",
    violates: ["MM-16", "MM-17"],
    origin: "plausible",
    parts: ({ Registry }) => ({
      Registry: class extends Registry {
        override *takeAllLocks(): Coroutine<boolean> {
          return true;
        }
        override dropAllLocks(): void {}
      },
    }),
  },
  {
    id: "MM-16-x1",
    title: "registration does not wait for faults under VMA locks",
    violates: ["MM-16"],
    origin: "plausible",
    parts: ({ Memory }) => ({
      Memory: class extends Memory {
        override *lockVmas(): Coroutine {}
      },
    }),
  },
];
