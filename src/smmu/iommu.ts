import { PAGE_SIZE, pageOf } from "../kernel/page.ts";
import { ULONG_MAX } from "../notifier/range.ts";

/** A range to forget with the number of commands that it takes, or everything of the address space. */
export type Forget = "everything" | { readonly start: bigint; readonly end: bigint; readonly count: number };

/** What the hardware of a domain can do. */
export interface Hardware {
  /** One command may name a range (range invalidation). */
  readonly ranges: boolean;
}

/** Kinds of IOMMU: how a notice becomes commands, and what its TLB does with a refusal. */
export interface IommuKind {
  /** The notice [start,end), in commands. */
  forget(start: bigint, end: bigint, hardware: Hardware): Forget;
  /**
   * What becomes of a cached translation that refuses an access: it stays until it is invalidated;
   * it goes if the device can recover from the fault; or the tables are always walked again.
   */
  readonly refusals: "stay" | "go-if-recoverable" | "walk-again";
  /** It counts as a coprocessor of the address space (mm_context_add_copro). */
  readonly coprocessor: boolean;
  /** It has a callback for the end of the address space. */
  readonly releases: boolean;
}

/** CMDQ_MAX_TLBI_OPS: page commands in a row, PAGE_SIZE / 8 of them. */
const MAX_OPS = PAGE_SIZE / 8n;

/** Pages that [start,end) touches. */
function pagesOf(start: bigint, end: bigint): number {
  return Number((end - 1n - pageOf(start)) / PAGE_SIZE) + 1;
}

/**
 * Linux drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c: the size is end - start, and size 0 means
 * everything, so an empty notice is one too.
 */
const smmuv3: IommuKind = {
  forget(start, end, { ranges }) {
    const size = end - start;
    const tooMuch = ranges ? size === ULONG_MAX : size >= MAX_OPS * PAGE_SIZE;
    if (size === 0n || tooMuch) return "everything";
    return { start, end, count: ranges ? 1 : pagesOf(start, end) };
  },
  refusals: "stay",
  coprocessor: false,
  releases: true,
};

/** Linux drivers/iommu/intel/svm.c: a notice of the whole address space flushes all of it; else [start, end-1]. */
const vtd: IommuKind = {
  forget: (start, end) => (start === 0n && end === ULONG_MAX ? "everything" : { start, end, count: 1 }),
  refusals: "go-if-recoverable",
  coprocessor: false,
  releases: true,
};

/** Linux drivers/iommu/amd: address and size. */
const amd: IommuKind = {
  forget: (start, end) => (start === 0n && end === ULONG_MAX ? "everything" : { start, end, count: 1 }),
  refusals: "stay",
  coprocessor: false,
  releases: true,
};

/**
 * Linux drivers/misc/ocxl/link.c: page by page, below a spinlock. The loop has to leave the notice
 * of the whole address space out: the page after its last one has the address 0 (upstream loops).
 */
const ocxl: IommuKind = {
  forget: (start, end) =>
    start === 0n && end === ULONG_MAX ? "everything" : { start, end, count: pagesOf(start, end) },
  refusals: "walk-again",
  coprocessor: true,
  releases: false,
};

/** By the names of the port. */
export const IOMMU_KINDS = { smmuv3, vtd, amd, ocxl } as const satisfies Readonly<Record<string, IommuKind>>;

export type IommuName = keyof typeof IOMMU_KINDS;
