import type { Mm } from "./subscriptions.ts";

/** The greatest address, ULONG_MAX of a 64-bit kernel. */
export const ULONG_MAX = 0xffff_ffff_ffff_ffffn;

/**
 * struct mmu_notifier_range: one section, half-open [start,end). The same object is given to the
 * start and to the end.
 */
export interface NotifierRange {
  readonly mm: Mm;
  readonly start: bigint;
  readonly end: bigint;
  /** MMU_NOTIFIER_RANGE_BLOCKABLE: set by the blocking start, cleared by the non-blocking one. */
  blockable: boolean;
  /** The event (UNMAP, CLEAR …); undefined for a bare section. */
  readonly kind?: string | undefined;
  /** Who asked for it, by name: set for MIGRATE and EXCLUSIVE only. */
  readonly owner?: string | undefined;
}
