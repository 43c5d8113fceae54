/** The pseudo lock that stands for an open section (the kernel's mmu_notifier_invalidate_range_start map). */
export const SECTION_CLASS = "mmu_notifier_invalidate_range_start";

/** The pseudo lock that stands for direct reclaim. */
export const RECLAIM_CLASS = "fs_reclaim";
