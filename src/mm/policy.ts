import {
  type CallSiteEvents,
  EVENTS_2014,
  EVENTS_V5_2,
  EVENTS_V5_14,
  EVENTS_V6_4_ALT,
  EVENTS_V6_6,
  NO_EVENTS,
} from "./call-sites.ts";

/** What differs between profiles in the operations of the address space, named in one place. */
export interface MmPolicy {
  /** What ranges say about themselves, by call site. */
  readonly events: CallSiteEvents;
  /** Ranges say whether they may block (v4.19+). */
  readonly blockableFlag: boolean;
  /** munmap's section runs with mmap_lock held for read (Linux 4.20 mm/mmap.c, __do_munmap). */
  readonly munmapDowngrades: boolean;
  /** The unmapping of exit holds mmap_lock for read (Linux 6.0 mm/mmap.c, exit_mmap). */
  readonly exitHoldsLock: boolean;
  /** Page faults may run under a VMA lock instead of mmap_lock (Linux 6.4 mm/memory.c). */
  readonly vmaLocks: boolean;
  /** The OOM reaper works with non-blockable sections (Linux 4.19 mm/oom_kill.c). */
  readonly reaper: boolean;
  /** The sites of set_pte_at_notify open no section and tell those without change_pte by page (2014-01-prop). */
  readonly notifiesByPage: boolean;
  /** Unmapping a page through its reverse map is told by invalidate_page, without a section (until 4.13). */
  readonly unmapTellsPage: boolean;
  /** A fault works with the address of the page from the beginning (Linux 4.10 mm/memory.c, __handle_mm_fault). */
  readonly masksFaultAddress: boolean;
  /** Unmapping hugetlb opens a section inside the outer one (up to 6.1 mm/hugetlb.c). */
  readonly hugetlbNests: boolean;
  /** Gathers that overlap flush everything (Linux 4.14 mm/memory.c, mm_tlb_flush_nested). */
  readonly nestedGathers: boolean;
  /** Ends that leave the secondary TLBs out (Linux 4.15 to 6.1, mmu_notifier_invalidate_range_only_end). */
  readonly onlyEnd: boolean;
  /** How clear_refs holds mmap_lock for soft-dirty bits (for write since Linux 5.11 fs/proc/task_mmu.c). */
  readonly softDirtyLock: "read" | "write";
  /** Sections over hugetlb cover what may be shared with others (Linux 4.20 mm/hugetlb.c). */
  readonly hugetlbWidens: boolean;
  /** Splitting a hugetlb VMA ends the sharing of what it cuts (Linux 6.1.y and 6.2 mm/hugetlb.c, hugetlb_split). */
  readonly hugetlbUnsharesAtSplit: boolean;
  /** MADV_DONTNEED takes hugetlb too (Linux 5.18 mm/madvise.c). */
  readonly hugetlbDontneed: boolean;
  /** mremap moves hugetlb (Linux 5.16 mm/hugetlb.c, move_hugetlb_page_tables). */
  readonly hugetlbMoves: boolean;
  /** mremap can leave the old VMA (Linux 5.7 mm/mremap.c, MREMAP_DONTUNMAP). */
  readonly mremapKeeps: boolean;
  /** mremap begins at the table's first address if it can (Linux 6.7 mm/mremap.c, try_realign_addr). */
  readonly mremapRealigns: boolean;
  /** A huge entry is split together with its page, in two sections (up to Linux 4.4 mm/huge_memory.c). */
  readonly splitsTwice: boolean;
  /** A write to a huge page that is shared since a fork copies it whole (up to Linux 5.7 mm/huge_memory.c). */
  readonly thpCopies: boolean;
  /** Collapsing a file's pages tells the subscribers (Linux 6.1 mm/khugepaged.c, retract_page_tables). */
  readonly fileCollapse: boolean;
  /** For that it holds mmap_lock of each mapping, if it can (up to 6.1). */
  readonly retractTakesMmapLock: boolean;
  /** Small entries of a huge file page are collapsed with mmap_lock for read (Linux 6.6 mm/khugepaged.c). */
  readonly collapsesPteMapped: boolean;
  /** An upgrade by a write has a call of its own for the secondary TLBs (May 2023, not merged). */
  readonly upgradeNotice: boolean;
  /** mprotect's section is over all that it changes, populated or not (Linux 3.13 mm/mprotect.c, change_protection). */
  readonly mprotectWhole: boolean;
  /** Bytes that one section of mprotect spans: what one PMD table maps (up to 6.1), or one PUD table. */
  readonly mprotectChunk: bigint;
  /** The step in which mprotect looks for populated entries: an entry of that table. */
  readonly mprotectStep: bigint;
}

const MIB = 0x10_0000n;
const GIB = 1024n * MIB;

const v2014: MmPolicy = {
  events: NO_EVENTS,
  blockableFlag: false,
  munmapDowngrades: false,
  exitHoldsLock: false,
  vmaLocks: false,
  reaper: false,
  notifiesByPage: false,
  unmapTellsPage: true,
  masksFaultAddress: false,
  hugetlbNests: true,
  nestedGathers: false,
  onlyEnd: false,
  softDirtyLock: "read",
  hugetlbWidens: false,
  hugetlbUnsharesAtSplit: false,
  hugetlbDontneed: false,
  hugetlbMoves: false,
  mremapKeeps: false,
  mremapRealigns: false,
  splitsTwice: true,
  thpCopies: true,
  fileCollapse: false,
  retractTakesMmapLock: true,
  collapsesPteMapped: false,
  upgradeNotice: false,
  mprotectWhole: true,
  mprotectChunk: GIB,
  mprotectStep: 2n * MIB,
};
/** The base of the range-tracking patch: every call site names its event. */
const v2014_09: MmPolicy = { ...v2014, events: EVENTS_2014, mprotectWhole: false };
const v5_3: MmPolicy = {
  ...v2014,
  mprotectWhole: false,
  events: EVENTS_V5_2,
  unmapTellsPage: false,
  blockableFlag: true,
  munmapDowngrades: true,
  reaper: true,
  splitsTwice: false,
  hugetlbWidens: true,
  masksFaultAddress: true,
  nestedGathers: true,
  onlyEnd: true,
};
const v5_12: MmPolicy = {
  ...v5_3,
  events: EVENTS_V5_14,
  softDirtyLock: "write",
  mremapKeeps: true,
  thpCopies: false,
};
const v6_1: MmPolicy = {
  ...v5_12,
  exitHoldsLock: true,
  hugetlbUnsharesAtSplit: true,
  hugetlbDontneed: true,
  hugetlbMoves: true,
  fileCollapse: true,
};
const v6_6: MmPolicy = {
  ...v6_1,
  events: EVENTS_V6_6,
  vmaLocks: true,
  hugetlbNests: false,
  onlyEnd: false,
  retractTakesMmapLock: false,
  collapsesPteMapped: true,
};
const v6_12: MmPolicy = { ...v6_6, mprotectChunk: 512n * GIB, mprotectStep: GIB, mremapRealigns: true };

/** Policies by profile. */
export const MM_POLICIES: Readonly<Record<string, MmPolicy>> = {
  "2014-01": v2014,
  "2014-01-prop": { ...v2014, notifiesByPage: true },
  "2014-09": v2014_09,
  "2014-09-prop": v2014_09,
  "v3.19": { ...v2014, mprotectWhole: false },
  "v5.3": v5_3,
  "v5.3-rfc": v5_3,
  "v5.4": v5_3,
  "v5.5": v5_3,
  "v5.5-prop": v5_3,
  "v5.12": v5_12,
  "v6.1": v6_1,
  "v6.4-prop": { ...v6_1, upgradeNotice: true },
  "v6.4-alt": { ...v6_1, events: EVENTS_V6_4_ALT },
  "tlbn-prop": v6_1,
  "v6.6": v6_6,
  "v6.12": v6_12,
};
