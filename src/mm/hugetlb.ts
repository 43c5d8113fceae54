import { PUD_SIZE } from "../kernel/page.ts";
import type { MmPolicy } from "./policy.ts";
import type { Vma } from "./vma.ts";

export interface Span {
  readonly start: bigint;
  readonly end: bigint;
}

export function pudDown(address: bigint): bigint {
  return address - (address % PUD_SIZE);
}

export function pudUp(address: bigint): bigint {
  return pudDown(address + PUD_SIZE - 1n);
}

/** The part of a VMA whose tables of PMDs could be shared with another address space. */
export function sharablePart({ start, end }: Span): Span {
  return { start: pudUp(start), end: pudDown(end) };
}

/**
 * adjust_range_if_pmd_sharing_possible (Linux mm/hugetlb.c): where a table of PMDs may be shared,
 * taking it away changes all that it maps, so the section has to cover that.
 */
export function widened(vma: Vma, start: bigint, end: bigint, policy: MmPolicy): Span {
  const part = sharablePart(vma);
  const possible = policy.hugetlbWidens && vma.traits.hugetlb && !vma.traits.private;
  if (!possible || part.end <= part.start || end <= part.start || start >= part.end) return { start, end };
  return { start: start > part.start ? pudDown(start) : start, end: end < part.end ? pudUp(end) : end };
}
