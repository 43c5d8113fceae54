import type { MmStruct } from "../kernel/mm-struct.ts";
import { PAGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import { WHOLE_MM } from "../kernel/tlb-flush.ts";
import type { AddressSpace } from "../mm/address-space.ts";
import type { Vma } from "../mm/vma.ts";
import type { MutantRow } from "./mutant.ts";

/** Wrong moments at which the secondary TLBs are told of a page that is replaced. */
export const secondaryTlbOrderMutants: readonly MutantRow[] = [
  {
    id: "MUT-116",
    title: "a copy puts its new entry in place and no secondary TLB is told",
    violates: ["STLB-11", "STLB-12", "STLB-01", "STLB-02", "STLB-05", "STLB-09", "STLB-18"],
    origin: "history",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        protected override *clearFlushNotify(space: AddressSpace, base: bigint, size: bigint): Coroutine {
          yield* this.memory.tlb.flushOwn(space.mm, { start: base, end: base + size });
        }
      },
    }),
  },
  {
    id: "STLB-11-x1",
    title: "a copy tells the secondary TLBs before it clears the entry",
    violates: ["STLB-11"],
    origin: "plausible",
    parts: ({ Faults, CpuTlb }) => {
      let early = false;
      return {
        Faults: class extends Faults {
          override *replace(
            ...[space, address, seen, page]: Parameters<InstanceType<typeof Faults>["replace"]>
          ): Coroutine<boolean> {
            yield* this.memory.tlb.hook?.(space.mm, address, address + 0x1000n) ?? [];
            yield* this.memory.secondary.atSite(space.mm, address, address + 0x1000n);
            early = true;
            const missing = yield* super.replace(space, address, seen, page);
            early = false;
            return missing;
          }
          protected override *clearFlushNotify(space: AddressSpace, base: bigint): Coroutine {
            yield* this.memory.tlb.flushPage(space.mm, base);
          }
        },
        CpuTlb: class extends CpuTlb {
          protected override *notify(...told: Parameters<InstanceType<typeof CpuTlb>["notify"]>): Coroutine {
            if (!early) yield* super.notify(...told);
          }
        },
      };
    },
  },
  {
    id: "STLB-12-x1",
    title: "a copy tells the secondary TLBs in the end of its section",
    violates: ["STLB-12", "STLB-11", "STLB-09", "STLB-01", "STLB-05", "STLB-18"],
    origin: "history",
    parts: ({ Faults, PteNotify }) => ({
      Faults: class extends Faults {
        protected override *clearFlushNotify(space: AddressSpace, base: bigint, size: bigint): Coroutine {
          yield* this.memory.tlb.flushOwn(space.mm, { start: base, end: base + size });
        }
      },
      PteNotify: class extends PteNotify {
        override *finish(
          ...[mm, address, range, missing]: Parameters<InstanceType<typeof PteNotify>["finish"]>
        ): Coroutine {
          yield* super.finish(mm, address, range, missing);
          if (range !== undefined) yield* this.memory.secondary.atFlush(mm, range.start, range.end);
        }
      },
    }),
  },
  {
    id: "STLB-21-x1",
    title: "pages that wait in a batch are told when the batch is flushed",
    violates: ["STLB-21", "STLB-15", "STLB-07"],
    origin: "plausible",
    parts: ({ CpuTlb }) => ({
      CpuTlb: class extends CpuTlb {
        override *queueUnmap(mm: MmStruct, address: bigint): Coroutine {
          const flushed = this.arch.queued(address);
          if (flushed !== undefined) yield* this.flushOwn(mm, flushed);
        }
        override *flushBatch(mms: Iterable<MmStruct>): Coroutine {
          yield* super.flushBatch(mms);
          for (const mm of mms) yield* this.notify(mm, WHOLE_MM);
        }
      },
    }),
  },
  {
    id: "STLB-21-x2",
    title: "pages that wait in a batch are not told at all",
    violates: ["STLB-21", "STLB-15", "STLB-07"],
    origin: "plausible",
    parts: ({ CpuTlb }) => ({
      CpuTlb: class extends CpuTlb {
        override *queueUnmap(mm: MmStruct, address: bigint): Coroutine {
          const flushed = this.arch.queued(address);
          if (flushed !== undefined) yield* this.flushOwn(mm, flushed);
        }
      },
    }),
  },
  {
    id: "STLB-15-x1",
    title: "a page that is filled is told too, although no flush was needed",
    violates: ["STLB-15"],
    origin: "plausible",
    parts: ({ Faults }) => ({
      Faults: class extends Faults {
        override *fill(vma: Vma, address: bigint, write: boolean): Coroutine {
          yield* super.fill(vma, address, write);
          yield* this.memory.secondary.atFlush(vma.space.mm, address, address + PAGE_SIZE);
        }
      },
    }),
  },
];
