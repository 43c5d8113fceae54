import type { Page } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Pte } from "../kernel/pte.ts";
import type { Vma } from "../mm/vma.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Sections where there should be none, and flushes out of place. */
export const eventFaultMutants: readonly MutantRow[] = [
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
    id: "EVT-16-x4",
    title: "the first write to a page of a shared file copies it",
    violates: ["EVT-16"],
    origin: "plausible",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        override mayReuse(vma: Vma, seen: Pte): boolean {
          return !vma.traits.writeNotify && super.mayReuse(vma, seen);
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
];
