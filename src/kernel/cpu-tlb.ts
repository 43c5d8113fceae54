import { idOf, pack, READ } from "./access.ts";
import type { Kernel } from "./kernel.ts";
import type { MmStruct } from "./mm-struct.ts";
import type { Coroutine, Point } from "./point.ts";

/** What else a flush reaches: from v6.6 on the secondary TLBs (Linux include/asm tlbflush.h). */
export type FlushHook = (mm: MmStruct, start: bigint, end: bigint) => Coroutine;

/** The CPUs' TLBs, as far as the notifiers are concerned: when they are flushed, and what follows. */
export class CpuTlb {
  /** Runs inside every flush, after the CPUs' own entries are gone. */
  hook: FlushHook | undefined;
  private readonly point: Point;

  constructor(protected readonly kernel: Kernel) {
    this.point = { access: pack(idOf("CPU flush"), READ), wait: { kind: "other", name: "CPU flush" } };
  }

  /** Flushes [start,end) of the address space. */
  *flush(mm: MmStruct, start: bigint, end: bigint): Coroutine {
    yield this.point;
    this.kernel.emit({ event: "cpu_flush", thread: this.kernel.current.name, mm: mm.name, start, end });
    if (this.hook !== undefined) yield* this.hook(mm, start, end);
  }
}
