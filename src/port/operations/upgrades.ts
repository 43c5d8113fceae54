import type { OperationRow } from "../operation-row.ts";

/** Entries that permit more than before, or are marked as used. */
export const UPGRADE_OPERATIONS = {
  set_access_flags: {
    capability: "arm64",
    parameters: { mm: "mm", address: "address", write: "flag?" },
    result: "boolean",
    errors: ["EFAULT"],
    meaning:
      "ptep_set_access_flags, or the form for contiguous sets, as a page fault calls it: under mmap_lock for read and the page-table lock, with the entry as it was found before the lock, now accessed, and with `write` (a write fault) also writable and dirty. True if anything was missing. EFAULT if nothing is mapped there.",
  },
  upgrade_fault: {
    capability: "arm64",
    profiles: "v6.4-alt",
    parameters: { mm: "mm", address: "address" },
    result: "zero",
    errors: ["EFAULT"],
    meaning:
      "A write fault in the variant in which generic code brackets an upgrade in a section, whose event is UPGRADE.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
