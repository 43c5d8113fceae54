import type { Attempt, Outcome } from "../device/device.ts";
import type { Status } from "../kernel/errno.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { AddressSpace } from "../mm/address-space.ts";
import { Gather } from "../mm/gather.ts";
import type { Vma } from "../mm/vma.ts";
import type { NotifierRange } from "../notifier/range.ts";
import type { MutantRow } from "./mutant.ts";
import { until } from "./until.ts";

/** Devices, and a reaper, that live wrongly with sections. */
export const pairingDeviceMutants: readonly MutantRow[] = [
  {
    id: "MUT-118",
    title: "the reaper gives up at the first VMA that is refused",
    violates: ["PAIR-23"],
    origin: "plausible",
    parts: ({ OomReap }) => ({
      OomReap: class extends OomReap {
        override *reap(space: AddressSpace): Coroutine<boolean> {
          for (const vma of space.vmas) if (this.isReapable(vma) && !(yield* this.reapVma(vma))) return false;
          return true;
        }
      },
    }),
  },
  {
    id: "PAIR-23-x1",
    title: "the reaper unmaps a VMA although it was refused",
    violates: ["PAIR-23"],
    origin: "plausible",
    parts: ({ OomReap }) => ({
      OomReap: class extends OomReap {
        override *reapVma(vma: Vma): Coroutine<boolean> {
          if (yield* super.reapVma(vma)) return true;
          const gather = new Gather(this.memory, vma.space);
          yield* this.clear(vma.space, vma.start, vma.end, gather);
          yield* gather.finish();
          return false;
        }
      },
    }),
  },
  {
    id: "PAIR-23-x2",
    title: "the reaper takes shared mappings too",
    violates: ["PAIR-23"],
    origin: "plausible",
    parts: ({ OomReap }) => ({
      OomReap: class extends OomReap {
        override isReapable({ traits }: Vma): boolean {
          return !traits.pfn && !traits.hugetlb;
        }
      },
    }),
  },
  {
    id: "PAIR-23-x3",
    title: "the reaper says that it is done although a VMA was refused",
    violates: ["PAIR-23"],
    origin: "plausible",
    parts: ({ OomReap }) => ({
      OomReap: class extends OomReap {
        override *reap(space: AddressSpace): Coroutine<boolean> {
          yield* super.reap(space);
          return true;
        }
      },
    }),
  },
  {
    id: "PAIR-24-x1",
    title: "a shadow device looks at the sequence alone, not at the sections that are open",
    violates: ["PAIR-24", "PAIR-25"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override isInvalidating(): boolean {
          return false;
        }
      },
    }),
  },
  {
    id: "PAIR-24-x2",
    title: "a shadow device does not raise its sequence when a section ends",
    violates: ["PAIR-24"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override *end(range: NotifierRange): Coroutine {
          yield* super.end(range);
          this.seq -= 1n;
        }
      },
    }),
  },
  {
    id: "PAIR-24-x3",
    title: "a mirror neither waits for an open section nor asks whether it collided",
    violates: ["PAIR-24"],
    origin: "plausible",
    parts: ({ Mirror }) => ({
      Mirror: class extends Mirror {
        override *begin(): Coroutine<bigint> {
          return this.subscriber.seq;
        }
        override *install({ address, page, write }: Attempt): Coroutine<Outcome> {
          this.table.map(address, { page, write });
          return "mapped";
        }
      },
    }),
  },
  {
    id: "PAIR-25-x1",
    title: "a shadow device keeps a flag instead of a count",
    violates: ["PAIR-25"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override *end(range: NotifierRange): Coroutine {
          yield* super.end(range);
          this.active = [];
        }
      },
    }),
  },
  {
    id: "PAIR-25-x2",
    title: "a shadow device makes a second section wait for the first",
    violates: ["PAIR-25"],
    origin: "plausible",
    parts: ({ Shadow }) => ({
      Shadow: class extends Shadow {
        override *start(range: NotifierRange): Coroutine<Status> {
          yield until({ kind: "other", name: "section" }, () => this.active.length === 0);
          return yield* super.start(range);
        }
      },
    }),
  },
];
