import type { OperationRow } from "../operation-row.ts";

const at = { mm: "mm", address: "address" } as const;

/** set_pte_at_notify, and the operations of the address space that use it. */
export const PAGE_NOTICE_OPERATIONS = {
  set_pte_at_notify: {
    capability: "change-pte",
    parameters: { ...at, write: "flag?" },
    result: "boolean",
    errors: ["EFAULT"],
    meaning:
      "Bare: under the page-table lock the entry at the address is cleared and flushed, then set_pte_at_notify sets one to a fresh page (`write`: that may be written). No section, and nothing afterwards. The result is whether a subscriber lacks change_pte, in profiles in which set_pte_at_notify has one; else null. EFAULT without an entry. Up to v6.6.",
  },
  invalidate_page: {
    capability: "invalidate-page",
    parameters: at,
    result: "void",
    meaning: "Bare: mmu_notifier_invalidate_page for the page at the address, which stays as it is. Up to v3.19.",
  },
  invalidate_page_if_missing_change_pte: {
    capability: "invalidate-page",
    parameters: at,
    result: "void",
    meaning: "Bare: the notice for subscribers without change_pte. Profile 2014-01-prop.",
  },
  ksm_write_protect: {
    capability: "mm-ksm",
    parameters: at,
    result: "zero",
    errors: ["EFAULT"],
    meaning:
      "write_protect_page of KSM on the page at the address. EFAULT without a page of the process's own, or if somebody holds a reference to it besides its mappings; then the entry stays as it was.",
  },
  ksm_merge: {
    capability: "mm-ksm",
    parameters: { ...at, into: "address" },
    result: "zero",
    errors: ["EFAULT"],
    meaning:
      "Merges the page at the address into the one at `into`: write_protect_page on `into`, then on the address, then replace_page on the address. mmap_lock held for read. Errors as of ksm_write_protect.",
  },
  uprobe_replace: {
    capability: "mm-uprobe",
    parameters: at,
    result: "zero",
    errors: ["EFAULT", "EINVAL"],
    meaning:
      "Sets a breakpoint: a copy of the process's own, which may only be read, takes the place of a page of a private file mapping (kind `file`). mmap_lock held for write. EFAULT without a VMA, EINVAL for one of another kind.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
