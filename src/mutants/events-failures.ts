import type { Status } from "../kernel/errno.ts";
import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { AddressSpace } from "../mm/address-space.ts";
import { UnmapRefPrivate } from "../mm/operations/unmap-ref-private.ts";
import type { Vma } from "../mm/vma.ts";
import type { MutantRow } from "./mutant.ts";

/** Takes the page away as the right one does, and tells nobody. */
class SilentUnmapRefPrivate extends UnmapRefPrivate {
  override *unmapIn(vma: Vma, page: Page): Coroutine {
    const { space } = vma;
    const found = space.table.within(vma.start, vma.end).find(({ pte }) => pte.page === page);
    if (found === undefined) return;
    const gather = this.memory.gather(space);
    yield* this.clear(space, found.address, found.address + 0x20_0000n, gather);
    yield* gather.finish();
  }
}

/** Wrong operations where memory runs out, or something is in the way. */
export const eventFailureMutants: readonly MutantRow[] = [
  {
    id: "EVT-11-x8",
    title: "who loses a huge page to its owner is not told",
    violates: ["EVT-11", "EVT-02"],
    origin: "plausible",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        protected override readonly refPrivate = new SilentUnmapRefPrivate(this.memory);
      },
    }),
  },
  {
    id: "EVT-02-x1",
    title: "madvise looks at every VMA before it does anything",
    violates: ["EVT-02"],
    origin: "plausible",
    parts: ({ MadviseDontneed }) => ({
      MadviseDontneed: class extends MadviseDontneed {
        override *advise(space: AddressSpace, start: bigint, end: bigint): Coroutine<Status> {
          const fit = space.overlapping(start, end).every((vma) => this.isFit(vma, start, end));
          return fit ? yield* super.advise(space, start, end) : "EINVAL";
        }
      },
    }),
  },
  {
    id: "EVT-02-x2",
    title: "the page of a breakpoint is not counted as mapped, so that its owner seems to be alone with it",
    violates: ["EVT-02"],
    origin: "plausible",
    parts: ({ Uprobe }) => ({
      Uprobe: class extends Uprobe {
        override *replace(...args: Parameters<InstanceType<typeof Uprobe>["replace"]>): Coroutine<boolean> {
          const missing = yield* super.replace(...args);
          this.pages.countMapping(args[3], -1);
          return missing;
        }
      },
    }),
  },
  {
    id: "EVT-02-x3",
    title: "a collapsed page does not count as written",
    violates: ["EVT-02"],
    origin: "plausible",
    parts: ({ ThpCollapse }) => ({
      ThpCollapse: class extends ThpCollapse {
        override *putHuge(vma: Vma, base: bigint): Coroutine {
          yield* super.putHuge(vma, base);
          const { table } = vma.space;
          const pte = table.read(base);
          if (pte !== undefined) table.store(base, { ...pte, dirty: false });
        }
      },
    }),
  },
  {
    id: "EVT-16-x5",
    title: "the page that a breakpoint replaced still counts as mapped",
    violates: ["EVT-16"],
    origin: "plausible",
    parts: ({ Uprobe }) => ({
      Uprobe: class extends Uprobe {
        override *replace(...args: Parameters<InstanceType<typeof Uprobe>["replace"]>): Coroutine<boolean> {
          const missing = yield* super.replace(...args);
          this.pages.countMapping(args[2], 1);
          return missing;
        }
      },
    }),
  },
  {
    id: "EVT-15-x5",
    title: "mremap moves back without a section over the new range",
    violates: ["EVT-15"],
    origin: "plausible",
    parts: ({ Mremap }) => ({
      Mremap: class extends Mremap {
        override *moveBack(
          ...[made, move, moved]: Parameters<InstanceType<typeof Mremap>["moveBack"]>
        ): Coroutine<Status> {
          const { start, end, to } = move;
          yield* this.moveEntries(made.space, { start: to, end: to + moved, to: start });
          yield* this.munmap.unmapHeld(made.space, to, to + (end - start));
          return "ENOMEM";
        }
      },
    }),
  },
  {
    id: "EVT-12-x9",
    title: "MAP_FIXED lets others in before what it replaces is unmapped",
    violates: ["EVT-12"],
    origin: "plausible",
    parts: ({ Mmap }) => ({
      Mmap: class extends Mmap {
        override *makeRoom(space: AddressSpace, start: bigint, end: bigint): Coroutine<Status> {
          return yield* this.munmap.unmap(space, start, end);
        }
      },
    }),
  },
  {
    id: "EVT-01-x1",
    title: "MAP_FIXED unmaps what is in the way VMA by VMA",
    violates: ["EVT-01"],
    origin: "plausible",
    parts: ({ Mmap }) => ({
      Mmap: class extends Mmap {
        override *makeRoom(space: AddressSpace, start: bigint, end: bigint): Coroutine<Status> {
          for (const vma of space.overlapping(start, end)) {
            const from = vma.start > start ? vma.start : start;
            yield* this.munmap.unmapHeld(space, from, vma.end < end ? vma.end : end);
          }
          return 0;
        }
      },
    }),
  },
];
