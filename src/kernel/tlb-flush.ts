import type { Architecture } from "../port/architecture.ts";
import { HUGE_SIZE, PAGE_SIZE, pageOf } from "./page.ts";

/** A range [start,end) of one address space. */
export interface Span {
  readonly start: bigint;
  readonly end: bigint;
}

/** What stands for a whole address space: [0, ULONG_MAX). */
export const WHOLE_MM: Span = { start: 0n, end: 0xffff_ffff_ffff_ffffn };

/** How an architecture flushes the TLBs of its CPUs: what differs between them, named in one place. */
export interface TlbFlush {
  /** The range that is flushed for one page. */
  page(address: bigint): Span;
  /** The range that is flushed for [start,end), whose entries are `stride` bytes apart. */
  range(start: bigint, end: bigint, stride: bigint): Span;
  /** Batched unmap: what is flushed while a page is queued; undefined if that is left to the batch. */
  queued(address: bigint): Span | undefined;
  /** Batched unmap: what the secondary TLBs are told when a page is queued. */
  queuedNotice(address: bigint): Span;
  /** The flush of a batch does more than wait for flushes that have begun. */
  readonly batchFlushes: boolean;
  /** The gather is flushed at the end of each VMA, not only when it is finished (no MMU_GATHER_MERGE_VMAS). */
  readonly flushesEachVma: boolean;
  /** Ageing of one entry flushes it (ptep_clear_flush_young). */
  readonly agingFlushes: boolean;
  /** A TLB may keep an entry that forbids an access, until it is flushed. */
  readonly cachesRefusals: boolean;
  /** The flush of one page tells the secondary TLBs. */
  readonly pageNotifies: boolean;
}

function onePage(address: bigint): Span {
  const start = pageOf(address);
  return { start, end: start + PAGE_SIZE };
}

/** tlb_single_page_flush_ceiling (Linux arch/x86/mm/tlb.c). */
const CEILING = 33n;

/** Linux 6.12 arch/x86/mm/tlb.c flush_tlb_mm_range, arch/x86/include/asm/tlbflush.h. */
const x86: TlbFlush = {
  page: onePage,
  range: (start, end, stride) => ((end - start) / stride > CEILING ? WHOLE_MM : { start, end }),
  queued: () => undefined,
  queuedNotice: () => WHOLE_MM,
  batchFlushes: true,
  flushesEachVma: false,
  agingFlushes: false,
  cachesRefusals: false,
  pageNotifies: true,
};

/** MAX_DVM_OPS: entries that are flushed one by one, without range instructions. */
const MAX_DVM_OPS = 512n;
/** MAX_TLBI_RANGE_PAGES: what the range instructions could reach; it bounds flushes of larger strides as well. */
const MAX_TLBI_RANGE_PAGES = 32n << 16n;

/** Linux 6.12 arch/arm64/include/asm/tlbflush.h, __flush_tlb_range_nosync and its kin. */
const arm64: TlbFlush = {
  page: onePage,
  range: (from, to, stride) => {
    const start = from - (from % stride);
    const end = to + ((stride - (to % stride)) % stride);
    const tooMany = end - start >= MAX_DVM_OPS * stride || (end - start) / PAGE_SIZE > MAX_TLBI_RANGE_PAGES;
    return tooMany ? WHOLE_MM : { start, end };
  },
  queued: onePage,
  queuedNotice: onePage,
  batchFlushes: false,
  flushesEachVma: true,
  agingFlushes: true,
  cachesRefusals: true,
  pageNotifies: true,
};

/**
 * Linux 6.12 arch/powerpc/mm/book3s64/radix_tlb.c, as far as upgrades need it: the flush of one
 * page tells nobody; a range is flushed, and told, as it is.
 */
const radix: TlbFlush = {
  ...x86,
  range: (start, end) => ({ start, end }),
  queued: onePage,
  queuedNotice: onePage,
  batchFlushes: false,
  pageNotifies: false,
};

/** By architecture. */
export const TLB_FLUSHES: Readonly<Record<Architecture, TlbFlush>> = {
  x86_64: x86,
  arm64,
  power9: radix,
  power10: radix,
};

/** The stride of a range of entries: that of the smallest. */
export function strideOf(huge: boolean): bigint {
  return huge ? HUGE_SIZE : PAGE_SIZE;
}
