import type { Coroutine } from "../kernel/point.ts";
import type { AddressSpace } from "../mm/address-space.ts";
import type { Gather } from "../mm/gather.ts";
import type { Vma } from "../mm/vma.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong sections of the walk that mprotect shares with others. */
export const eventProtectionMutants: readonly MutantRow[] = [
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
