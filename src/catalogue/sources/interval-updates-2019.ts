import type { SourcePage } from "./source-page.ts";

/** The proposal of December 2019 for interval notifiers that can be changed from their own callback. */
export const intervalUpdates2019: SourcePage = {
  file: "000_043cb33762080882.txt",
  title: "mm/mmu_notifier: make interval notifier updates safe",
  by: "Ralph Campbell, 16 December 2019",
  profiles: ["v5.5-prop"],
  fate: "Not merged. Its base, the interval notifiers of Linux 5.5, is in the kernel.",
  statements: [
    {
      where: "commit message, first paragraph",
      says: "insert and remove cannot be called from invalidate; a device that registers regions as it faults needs that when memory is unmapped",
      rules: ["INTV-28", "INTV-29", "IREL-26"],
    },
    {
      where: "commit message, second paragraph",
      says: "functions that are safe there put their work off to the end that closes the period",
      rules: ["IREL-01", "IREL-07", "IREL-26"],
    },
    {
      where: "mmu_notifier.h, comment of struct mmu_interval_notifier_ops",
      says: "release is called when the notifier is off the tree; having it allows remove and update in invalidate, because they do not wait then",
      rules: ["IREL-01", "IREL-02", "IREL-06"],
    },
    {
      where: "mn_itree_inv_end, the loop over the deferred list",
      says: "each node leaves the list first; then it is inserted, or removed, or moved to its new range",
      rules: ["INTV-16", "IREL-07", "IREL-13", "IREL-25"],
    },
    {
      where: "mn_itree_inv_end, the test of deferred_last",
      says: "a last byte of zero stands for a removal, so that an update to the first byte is taken for one",
      rules: ["IREL-20"],
    },
    {
      where: "mn_itree_inv_end, after wake_up_all",
      says: "whoever closes the last section calls release of all that was removed, without the lock, and drops the reference of each afterwards",
      rules: ["IREL-02", "IREL-03", "IREL-05", "IREL-08", "IREL-24", "IREL-28", "IREL-31", "IREL-33", "MM-01"],
    },
    {
      where: "__mmu_interval_notifier_insert",
      says: "the mark of a pending update is cleared with every insert",
      rules: ["IREL-32"],
    },
    {
      where: "comment of mmu_interval_notifier_insert",
      says: "callbacks may come as soon as it has returned, though the node may not be in the tree yet: readers go through read_begin",
      rules: ["INTV-09"],
    },
    {
      where: "mmu_interval_notifier_insert_safe",
      says: "refuses an address space that is not in interval mode, and takes no lock; registering nothing switches the mode on",
      rules: ["IREL-09", "IREL-10", "REG-05", "REG-35"],
    },
    {
      where: "comment of mmu_interval_notifier_remove",
      says: "with release it may be called in invalidate, and release comes when every CPU is done with the node; without release it waits, and may not be called in a callback",
      rules: ["INTV-25", "INTV-28", "IREL-01", "IREL-06"],
    },
    {
      where: "mmu_interval_notifier_remove, while the tree is walked",
      says: "a pending insertion is taken off; a pending update becomes a removal; anything else is queued",
      rules: ["INTV-26", "IREL-04", "IREL-16", "IREL-17", "IREL-18", "IREL-34"],
    },
    {
      where: "mmu_interval_notifier_remove, after the unlock",
      says: "with release: called at once if nothing was queued, then the reference is dropped; the object is looked at once more either way",
      rules: ["IREL-02", "IREL-04", "IREL-05", "IREL-29", "IREL-30"],
    },
    {
      where: "mmu_interval_notifier_remove, the wait",
      says: "the lock class is entered and left, then it sleeps until the sequence differs, which it reads without the lock",
      rules: ["INTV-06", "INTV-25", "INTV-27", "IREL-23"],
    },
    {
      where: "mmu_interval_notifier_update, the range",
      says: "no length, or one that overflows, is refused; the last byte is start plus length minus one",
      rules: ["INTV-02", "INTV-03", "IREL-11"],
    },
    {
      where: "mmu_interval_notifier_update, while the tree is walked",
      says: "a pending insertion takes the new range; a node in the tree is queued once, and the last range wins; the old one stays monitored until then",
      rules: ["IREL-13", "IREL-14", "IREL-15", "IREL-17", "IREL-18", "IREL-34"],
    },
    {
      where: "mmu_interval_notifier_update, otherwise",
      says: "out of the tree and in again with the new range, at once; its own sequence stays as it is",
      rules: ["IREL-12", "IREL-21", "IREL-22", "IREL-27"],
    },
    {
      where: "mmu_interval_notifier_update, the wait",
      says: "without release it waits for the end of the period",
      rules: ["IREL-19", "IREL-23", "IREL-30"],
    },
  ],
};
