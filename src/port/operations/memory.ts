import type { OperationRow } from "../operation-row.ts";

const span = { mm: "mm", start: "address", end: "address" } as const;

/** Operations of the memory manager. */
export const MEMORY_OPERATIONS = {
  clear_flush_young: {
    capability: "aging",
    parameters: span,
    result: "boolean",
    meaning:
      "Ages the range and flushes: OR of all subscribers and, with capability mm, of the young bits of the primary entries, which it clears.",
  },
  clear_young: {
    capability: "aging",
    parameters: span,
    result: "boolean",
    meaning:
      "Ages the range without a flush: OR of all subscribers and, with capability mm, of the young bits of the primary entries, which it clears.",
  },
  test_young: {
    capability: "aging",
    parameters: span,
    result: "boolean",
    meaning: "Stops at the first subscriber that answers true.",
  },
  mmap: {
    capability: "vma",
    parameters: { ...span, vma: "vma" },
    result: "zero",
    errors: ["EINVAL"],
    meaning:
      "Maps a VMA of the given kind and populates every page of it (kind `none-anon`: leaves the entries empty). Kinds `hugetlb`, `hugetlb-shared` and `thp` take ranges of 2 MiB, `dax` of 1 GiB.",
  },
  mmap_fixed: {
    capability: "mm-map-fixed",
    parameters: { ...span, vma: "vma" },
    result: "zero",
    errors: ["EINVAL"],
    meaning: "MAP_FIXED: as mmap, and whatever is mapped there is unmapped first.",
  },
  secondary_map: {
    capability: "mm",
    parameters: { subscriber: "subscriber", mm: "mm", address: "address" },
    result: "zero",
    errors: ["EFAULT"],
    meaning:
      "Maps what the page table holds at the address into a scripted subscriber's own table, whatever is going on. EFAULT without an entry.",
  },
  secondary_look: {
    capability: "mm",
    parameters: { subscriber: "subscriber", mm: "mm", address: "address" },
    result: "outcome",
    meaning:
      "An access through the table of a device, or of a scripted subscriber: `absent` without an entry, `current` if it reaches the page that the page table has at that moment, else `stale`.",
  },
  munmap: {
    capability: "mm-munmap",
    parameters: span,
    result: "zero",
    errors: ["EINVAL"],
    meaning: "Unmaps: event UNMAP, blockable.",
  },
  madvise_dontneed: {
    capability: "mm-dontneed",
    parameters: span,
    result: "zero",
    errors: ["EINVAL", "ENOMEM"],
    meaning:
      "MADV_DONTNEED: event CLEAR, mmap_lock held for read. ENOMEM where a part of the range is not mapped; the rest is done.",
  },
  mprotect_read: {
    capability: "mm-mprotect",
    parameters: span,
    result: "zero",
    errors: ["EINVAL", "ENOMEM"],
    meaning: "mprotect(PROT_READ): takes write permission away: event PROTECTION_VMA. ENOMEM without a VMA.",
  },
  write_fault: {
    capability: "mm-write-fault",
    parameters: { mm: "mm", address: "address" },
    result: "zero",
    errors: ["EFAULT"],
    meaning: "A CPU write: fills, reuses or copies the page.",
  },
  fork: {
    capability: "mm-fork",
    parameters: { mm: "mm", child: "mm" },
    result: "zero",
    errors: ["EINVAL"],
    meaning: "Copies the address space; private pages become read-only in both.",
  },
  truncate: {
    capability: "mm-truncate",
    parameters: span,
    result: "zero",
    meaning: "Truncates the file pages mapped in the range: through the reverse map, without mmap_lock.",
  },
  oom_reap: {
    capability: "mm-oom-reap",
    parameters: { mm: "mm" },
    result: "boolean",
    meaning:
      "Reaps with non-blockable sections, one per VMA; false if a VMA was skipped because a subscriber refused, or if mmap_lock was not free.",
  },
  process_mrelease: {
    capability: "mm-oom-reap",
    parameters: { mm: "mm" },
    result: "zero",
    errors: ["EAGAIN"],
    meaning: "The same reaping, but waits for mmap_lock; EAGAIN if a VMA was skipped.",
  },
  thp_split: {
    capability: "mm-thp-split",
    parameters: { mm: "mm", address: "address" },
    result: "zero",
    errors: ["EINVAL"],
    meaning: "Splits the huge page at the address.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
