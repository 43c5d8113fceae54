/** What a range says about itself, as enum mmu_notifier_event of Linux 5.2 and later has it. */
export type ModernEvent =
  | "UNMAP"
  | "CLEAR"
  | "PROTECTION_VMA"
  | "PROTECTION_PAGE"
  | "SOFT_DIRTY"
  | "MIGRATE"
  | "EXCLUSIVE";

/** An entry permits more than before: the event of a variant of the arm64 patch of 2023. */
export type ProposedEvent = "UPGRADE";

/** The names of the event patches of 2014 (enum mmu_event). */
export type Event2014 = "MMU_MUNMAP" | "MMU_MIGRATE" | "MMU_MPROT" | "MMU_ISDIRTY" | "MMU_HSPLIT" | "MMU_MUNLOCK";

export type RangeKind = ModernEvent | Event2014 | ProposedEvent;

/**
 * Every place at which the address space opens a section, with the event that it gives in Linux
 * 6.12 and in the event patches of 2014. A dash: it did not exist then, or is gone, or those
 * patches do not name it.
 */
const TABLE = {
  munmap: ["UNMAP", "MMU_MUNMAP"],
  "munmap-hugetlb": ["UNMAP", "MMU_MIGRATE"],
  "oom-reap": ["UNMAP", "-"],
  "madvise-dontneed": ["CLEAR", "MMU_MUNMAP"],
  "madvise-free": ["CLEAR", "-"],
  truncate: ["CLEAR", "MMU_MUNMAP"],
  "truncate-hugetlb": ["CLEAR", "MMU_MIGRATE"],
  mprotect: ["PROTECTION_VMA", "MMU_MPROT"],
  "mprotect-hugetlb": ["PROTECTION_VMA", "MMU_MPROT"],
  "numa-hint": ["PROTECTION_VMA", "-"],
  "userfaultfd-wp": ["PROTECTION_VMA", "-"],
  "userfaultfd-move": ["CLEAR", "-"],
  "pagemap-scan": ["PROTECTION_VMA", "-"],
  mremap: ["UNMAP", "MMU_MIGRATE"],
  "mremap-hugetlb": ["CLEAR", "-"],
  fork: ["PROTECTION_PAGE", "MMU_MIGRATE"],
  "fork-hugetlb": ["CLEAR", "MMU_MIGRATE"],
  cow: ["CLEAR", "MMU_MIGRATE"],
  "cow-hugetlb": ["CLEAR", "MMU_MIGRATE"],
  "cow-thp": ["CLEAR", "MMU_MIGRATE"],
  "ksm-write-protect": ["CLEAR", "-"],
  "ksm-replace": ["CLEAR", "-"],
  "uprobe-replace": ["CLEAR", "-"],
  "thp-split": ["CLEAR", "MMU_MIGRATE"],
  "thp-splitting": ["CLEAR", "MMU_HSPLIT"],
  "thp-collapse": ["CLEAR", "MMU_MIGRATE"],
  "thp-retract": ["CLEAR", "-"],
  "thp-collapse-pte-mapped": ["CLEAR", "-"],
  "pud-split": ["CLEAR", "-"],
  "hugetlb-unshare": ["CLEAR", "-"],
  "rmap-unmap": ["CLEAR", "-"],
  "rmap-cluster": ["-", "MMU_MIGRATE"],
  "rmap-migrate": ["CLEAR", "-"],
  "page-mkclean": ["PROTECTION_PAGE", "-"],
  "dirty-helpers": ["PROTECTION_PAGE", "-"],
  "soft-dirty": ["SOFT_DIRTY", "MMU_ISDIRTY"],
  "migrate-vma": ["MIGRATE", "-"],
  "make-exclusive": ["EXCLUSIVE", "-"],
  "revoke-exclusive": ["EXCLUSIVE", "-"],
  "remap-file-pages": ["-", "MMU_MUNMAP"],
  upgrade: ["-", "-"],
} as const satisfies Readonly<Record<string, readonly [ModernEvent | "-", Event2014 | "-"]>>;

export type CallSite = keyof typeof TABLE;

/** The event that each place gives in one profile; none where ranges carry no event. */
export type CallSiteEvents = Readonly<Partial<Record<CallSite, RangeKind>>>;

function column(at: 0 | 1): CallSiteEvents {
  const named = Object.entries(TABLE).filter(([, row]) => row[at] !== "-");
  return Object.fromEntries(named.map(([site, row]) => [site, row[at]])) as CallSiteEvents;
}

/** Before v5.2 and outside the event patches a range is only a range. */
export const NO_EVENTS: CallSiteEvents = {};
export const EVENTS_2014 = column(1);
export const EVENTS_V6_6 = column(0);
/** Unmapping hugetlb outside munmap gave UNMAP too (Linux 6.1 mm/hugetlb.c, __unmap_hugepage_range). */
export const EVENTS_V5_14: CallSiteEvents = { ...EVENTS_V6_6, "truncate-hugetlb": "UNMAP" };
/** MIGRATE came with v5.9 (include/linux/mmu_notifier.h). */
export const EVENTS_V5_2: CallSiteEvents = { ...EVENTS_V5_14, "migrate-vma": "CLEAR" };
/** 003_bbb6683ee0213fea.txt, the first variant. */
export const EVENTS_V6_4_ALT: CallSiteEvents = { ...EVENTS_V5_14, upgrade: "UPGRADE" };
