import type { Coroutine } from "../kernel/point.ts";
import type { Vma } from "../mm/vma.ts";
import type { MutantRow } from "./mutant.ts";

/** Sections that do not cover what their operation takes away. */
export const eventRangeMutants: readonly MutantRow[] = [
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
];
