import { idOf, pack, READ } from "./access.ts";
import type { Kernel } from "./kernel.ts";
import type { MmStruct } from "./mm-struct.ts";
import { PAGE_SIZE } from "./page.ts";
import type { Coroutine, Point } from "./point.ts";
import { type Span, type TlbFlush, WHOLE_MM } from "./tlb-flush.ts";

/** What else a flush reaches: from v6.6 on the secondary TLBs (Linux include/asm tlbflush.h). */
export type FlushHook = (mm: MmStruct, start: bigint, end: bigint) => Coroutine;

/** The CPUs' TLBs, as far as the notifiers are concerned: when they are flushed, and what follows. */
export class CpuTlb {
  /** Runs inside every flush, after the CPUs' own entries are gone, with the range that was flushed. */
  hook: FlushHook | undefined;
  /** Hears what the CPUs forget, where their TLB maintenance is broadcast. */
  broadcast: ((mm: MmStruct, start: bigint, end: bigint) => void) | undefined;
  private readonly point: Point;

  constructor(
    protected readonly kernel: Kernel,
    /** How this architecture flushes. */
    readonly arch: TlbFlush,
  ) {
    this.point = { access: pack(idOf("CPU flush"), READ), wait: { kind: "other", name: "CPU flush" } };
  }

  /** flush_tlb_range: [start,end), whose entries are `stride` bytes apart. */
  *flush(mm: MmStruct, start: bigint, end: bigint, stride = PAGE_SIZE): Coroutine {
    yield* this.carryOut(mm, this.arch.range(start, end, stride));
  }

  /** flush_tlb_page: the page that holds the address. */
  *flushPage(mm: MmStruct, address: bigint): Coroutine {
    const span = this.arch.page(address);
    yield* this.flushOwn(mm, span);
    if (this.arch.pageNotifies) yield* this.notify(mm, span);
  }

  /** flush_tlb_mm. */
  *flushMm(mm: MmStruct): Coroutine {
    yield* this.carryOut(mm, WHOLE_MM);
  }

  /**
   * arch_tlbbatch_add_pending: the page's entry is gone, and its flush may wait for the batch. The
   * secondary TLBs do not wait: the batch knows pages, and no addresses.
   */
  *queueUnmap(mm: MmStruct, address: bigint): Coroutine {
    const flushed = this.arch.queued(address);
    if (flushed !== undefined) yield* this.flushOwn(mm, flushed);
    yield* this.notify(mm, this.arch.queuedNotice(address));
  }

  /** arch_tlbbatch_flush: returns when no CPU uses any of the queued entries. */
  *flushBatch(mms: Iterable<MmStruct>): Coroutine {
    if (this.arch.batchFlushes) for (const mm of mms) yield* this.flushOwn(mm, WHOLE_MM);
  }

  /** The CPUs first, then whoever else walks the same tables. */
  protected *carryOut(mm: MmStruct, span: Span): Coroutine {
    yield* this.flushOwn(mm, span);
    yield* this.notify(mm, span);
  }

  /** The CPUs alone. */
  *flushOwn(mm: MmStruct, { start, end }: Span): Coroutine {
    yield this.point;
    this.kernel.emit({ event: "cpu_flush", thread: this.kernel.current.name, mm: mm.name, start, end });
    this.broadcast?.(mm, start, end);
  }

  protected *notify(mm: MmStruct, { start, end }: Span): Coroutine {
    if (this.hook !== undefined) yield* this.hook(mm, start, end);
  }
}
