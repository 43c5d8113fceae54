import type { MmStruct } from "../kernel/mm-struct.ts";
import { PAGE_SIZE } from "../kernel/page.ts";
import type { Coroutine } from "../kernel/point.ts";
import type { Mapping } from "../kernel/pte.ts";
import { type Span, type TlbFlush, WHOLE_MM } from "../kernel/tlb-flush.ts";
import type { AddressSpace } from "../mm/address-space.ts";
import type { Mm } from "../notifier/subscriptions.ts";
import type { MutantRow } from "./mutant.ts";

/** Exchanges how one of the architectures flushes. */
function onArm64(change: (arch: TlbFlush) => Partial<TlbFlush>): MutantRow["parts"] {
  return ({ tlbFlush }) => ({
    tlbFlush: (arch) => (arch.agingFlushes ? { ...tlbFlush(arch), ...change(arch) } : tlbFlush(arch)),
  });
}

function onX86(change: (arch: TlbFlush) => Partial<TlbFlush>): MutantRow["parts"] {
  return ({ tlbFlush }) => ({
    tlbFlush: (arch) => (arch.agingFlushes ? tlbFlush(arch) : { ...tlbFlush(arch), ...change(arch) }),
  });
}

/** Flushes of the CPUs that the secondary TLBs are told of in the wrong way. */
export const secondaryTlbFlushMutants: readonly MutantRow[] = [
  {
    id: "STLB-05-x1",
    title: "every flush is reported as one of the whole address space",
    violates: ["STLB-05", "STLB-04", "STLB-08", "STLB-20"],
    origin: "plausible",
    parts: ({ CpuTlb }) => ({
      CpuTlb: class extends CpuTlb {
        protected override *notify(mm: MmStruct): Coroutine {
          yield* super.notify(mm, WHOLE_MM);
        }
      },
    }),
  },
  {
    id: "STLB-05-x6",
    title: "what MADV_FREE made old and clean is not flushed",
    violates: ["STLB-05"],
    origin: "plausible",
    parts: ({ MadviseFree }) => ({
      MadviseFree: class extends MadviseFree {
        protected override *clean({ table }: AddressSpace, start: bigint, end: bigint): Coroutine {
          for (const { address, pte } of table.readRange(start, end)) {
            table.store(address, { ...pte, young: false, dirty: false });
          }
        }
      },
    }),
  },
  {
    id: "STLB-05-x7",
    title: "MADV_FREE waits with the flush to the end of the gather, where the architecture flushes each VMA",
    violates: ["STLB-05"],
    origin: "plausible",
    parts: ({ Gather }) => ({
      Gather: class extends Gather {
        override *endVma(): Coroutine {}
      },
    }),
  },
  {
    id: "STLB-05-x2",
    title: "a flush of one page is not reported (powerpc radix)",
    violates: ["STLB-05", "STLB-09", "STLB-11"],
    origin: "upstream",
    parts: ({ CpuTlb }) => ({
      CpuTlb: class extends CpuTlb {
        override *flushPage(mm: MmStruct, address: bigint): Coroutine {
          yield* this.flushOwn(mm, this.arch.page(address));
        }
      },
    }),
  },
  {
    id: "STLB-05-x3",
    title: "every flush is reported twice (powerpc radix, hugetlb)",
    violates: ["STLB-05", "STLB-04", "STLB-08"],
    origin: "upstream",
    parts: ({ CpuTlb }) => ({
      CpuTlb: class extends CpuTlb {
        protected override *notify(mm: MmStruct, span: Span): Coroutine {
          yield* super.notify(mm, span);
          yield* super.notify(mm, span);
        }
      },
    }),
  },
  {
    id: "STLB-05-x4",
    title: "only the first page of a flush is reported",
    violates: ["STLB-05", "STLB-04", "STLB-20"],
    origin: "plausible",
    parts: ({ CpuTlb }) => ({
      CpuTlb: class extends CpuTlb {
        protected override *notify(mm: MmStruct, { start }: Span): Coroutine {
          yield* super.notify(mm, { start, end: start + PAGE_SIZE });
        }
      },
    }),
  },
  {
    id: "STLB-05-x5",
    title: "the secondary TLBs are told also where the CPUs need no flush (powerpc radix)",
    violates: ["STLB-05", "STLB-04"],
    origin: "upstream",
    parts: ({ Gather }) => ({
      Gather: class extends Gather {
        override *flush(): Coroutine {
          const { tlb } = this.memory;
          if (!this.isTouched() && tlb.hook !== undefined) yield* tlb.hook(this.space.mm, 0n, PAGE_SIZE);
          yield* super.flush();
        }
      },
    }),
  },
  {
    id: "STLB-06-x1",
    title: "a flush of the whole address space is not reported",
    violates: ["STLB-06", "STLB-04", "STLB-05"],
    origin: "plausible",
    parts: ({ CpuTlb }) => ({
      CpuTlb: class extends CpuTlb {
        override *flushMm(mm: MmStruct): Coroutine {
          yield* this.flushOwn(mm, WHOLE_MM);
        }
      },
    }),
  },
  {
    id: "STLB-06-x2",
    title: "a range that was too long is flushed as everything and reported as itself (powerpc radix)",
    violates: ["STLB-06", "STLB-07", "STLB-08"],
    origin: "upstream",
    parts: ({ CpuTlb }) => ({
      CpuTlb: class extends CpuTlb {
        override *flush(mm: MmStruct, start: bigint, end: bigint, stride = PAGE_SIZE): Coroutine {
          yield* this.flushOwn(mm, this.arch.range(start, end, stride));
          yield* this.notify(mm, { start, end });
        }
      },
    }),
  },
  {
    id: "STLB-07-x1",
    title: "the ceiling of x86 counts pages, not entries",
    violates: ["STLB-07"],
    origin: "plausible",
    parts: onX86((arch) => ({ range: (start, end) => arch.range(start, end, PAGE_SIZE) })),
  },
  {
    id: "STLB-07-x2",
    title: "the ceiling of x86 is reached one entry early",
    violates: ["STLB-07"],
    origin: "plausible",
    parts: onX86((arch) => ({ range: (start, end, stride) => arch.range(start, end + stride, stride) })),
  },
  {
    id: "STLB-08-x1",
    title: "arm64 flushes 512 entries one by one",
    violates: ["STLB-08", "STLB-06"],
    origin: "plausible",
    parts: onArm64((arch) => ({
      range: (start, end, stride) => (end - start === 512n * stride ? { start, end } : arch.range(start, end, stride)),
    })),
  },
  {
    id: "STLB-08-x2",
    title: "arm64 does not round a range to its stride",
    violates: ["STLB-08"],
    origin: "plausible",
    parts: onArm64((arch) => ({
      range: (start, end, stride) => {
        const rounded = arch.range(start, end, stride);
        return rounded.end === WHOLE_MM.end ? rounded : { start, end };
      },
    })),
  },
  {
    id: "STLB-08-x3",
    title: "arm64 has the ceiling of x86",
    violates: ["STLB-08"],
    origin: "plausible",
    parts: onArm64((arch) => ({
      range: (start, end, stride) => ((end - start) / stride > 33n ? WHOLE_MM : arch.range(start, end, stride)),
    })),
  },
  {
    id: "STLB-22-x1",
    title: "ageing on arm64 flushes the CPUs and leaves the secondary TLBs alone",
    violates: ["STLB-22"],
    origin: "plausible",
    parts: ({ Aging }) => ({
      Aging: class extends Aging {
        override *flushAged(mm: Mm, young: readonly Mapping[]): Coroutine {
          const { hook } = this.memory.tlb;
          this.memory.tlb.hook = undefined;
          yield* super.flushAged(mm, young);
          this.memory.tlb.hook = hook;
        }
      },
    }),
  },
  {
    id: "STLB-22-x2",
    title: "ageing on x86 flushes what was used",
    violates: ["STLB-22"],
    origin: "plausible",
    parts: onX86(() => ({ agingFlushes: true })),
  },
  {
    id: "STLB-22-x3",
    title: "ageing on arm64 flushes also what was not used",
    violates: ["STLB-22"],
    origin: "plausible",
    parts: ({ Aging }) => ({
      Aging: class extends Aging {
        override *clearPrimary(
          ...[mm, name, start, end]: Parameters<InstanceType<typeof Aging>["clearPrimary"]>
        ): Coroutine<boolean> {
          const found = this.space(mm).table.within(start, end);
          const young = yield* super.clearPrimary(mm, name, start, end);
          if (!young && name === "clear_flush_young") yield* this.flushAged(mm, found);
          return young;
        }
      },
    }),
  },
  {
    id: "STLB-22-x4",
    title: "ageing on arm64 flushes also where nobody asked for a flush",
    violates: ["STLB-22"],
    origin: "plausible",
    parts: ({ Aging }) => ({
      Aging: class extends Aging {
        override *clearPrimary(
          ...[mm, , start, end]: Parameters<InstanceType<typeof Aging>["clearPrimary"]>
        ): Coroutine<boolean> {
          return yield* super.clearPrimary(mm, "clear_flush_young", start, end);
        }
      },
    }),
  },
];
